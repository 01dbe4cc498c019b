import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, Empty, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { groupByRule, kSeverities, type Severity } from './finding_groups';
import { FindingItem, SeverityTag } from './pieces';
import { kSeverityWords, planWords as w } from './words';

export default function FindingsPage() {
  const { say, mark } = useSpeech();
  const asOf = useAsOf();
  const [severity, setSeverity] = useAddressWord('severity', '');
  const [rule, setRule] = useAddressWord('rule', '');
  const [q, setQ] = useAddressWord('q', '');
  const all = useGet('/api/findings', { query: { as_of: asOf } });
  const query = { as_of: asOf, severity, rule, q };
  const list = useGet('/api/findings', { query, keep: true });
  const count = (one: Severity) =>
    (all.data?.findings ?? []).filter((finding) => finding.severity === one).length;
  const rules = groupByRule(all.data?.findings ?? []);
  return (
    <Page
      title={say(words.findings)}
      lead={
        all.data &&
        say(w.findingsLead, { errors: count('error'), warnings: count('warning'), notes: count('note') })
      }
      actions={
        <>
          <CopyLink />
          <ExportLinks table="findings" query={query} />
        </>
      }
    >
      <div className="toolbar no-print">
        <input
          type="search"
          className="plain-input"
          aria-label={say(w.findSearch)}
          placeholder={say(w.findSearch)}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <div className="status-filters" role="group" aria-label={say(w.severity)}>
          {kSeverities.map((one) => (
            <button
              key={one}
              type="button"
              className="status-filter"
              aria-pressed={severity === one}
              onClick={() => setSeverity(severity === one ? '' : one)}
            >
              {say(kSeverityWords[one])}
              <span className="count">{count(one)}</span>
            </button>
          ))}
        </div>
        <select
          className="plain-input"
          aria-label={say(w.rule)}
          value={rule}
          onChange={(event) => setRule(event.target.value)}
        >
          <option value="">{`${say(w.rule)}${mark.colon}${say(words.all)}`}</option>
          {rules.map((group) => (
            <option key={group.rule} value={group.rule}>
              {`${say(group.title)} (${group.findings.length})`}
            </option>
          ))}
        </select>
      </div>
      <Answered of={list} rows={10}>
        {(data) =>
          data.findings.length === 0 ? (
            <Empty title={say(severity || rule || q ? words.nothingFound : w.noFindingsAll)} />
          ) : (
            <>
              {groupByRule(data.findings).map((group) => (
                <Section
                  key={group.rule}
                  id={group.rule}
                  title={say(group.title)}
                  count={group.findings.length}
                  actions={<SeverityTag severity={group.severity} />}
                >
                  {group.advice && say(group.advice) && (
                    <p className="finding-advice">
                      <span className="quiet">{say(w.advice)}</span> {say(group.advice)}
                    </p>
                  )}
                  <ul className="finding-list finding-list-tight">
                    {group.findings.map((finding, place) => (
                      <FindingItem
                        key={place}
                        finding={finding}
                        titled={
                          finding.severity !== group.severity || say(finding.title) !== say(group.title)
                        }
                        advised={!group.advice}
                      />
                    ))}
                  </ul>
                </Section>
              ))}
            </>
          )
        }
      </Answered>
    </Page>
  );
}
