import { useSpeech } from '../../ui/language';
import { Section, AppLink } from '../../ui/page';
import { type Declaration, fieldOf, kState, type Referrer } from './declaration';
import { LinkedValue } from './record_file';
import { StateTag } from './record_parts';
import { listAddress, listPath, recordAddress, type RowList, useDeclaration, useRecords } from './records';
import { valueText } from './value_text';
import { registerWords as w } from './words';

const kShown = 20;
const kColumns_max = 5;

/** Records of other registers that refer to this one: the evidence of an application, the students of
 *  a class. Nothing is said where there are none. */
export function Belonging({ of, id }: { of: Declaration; id: string }) {
  return (
    <>
      {of.referrers.map((referrer) => (
        <BelongingOf key={`${referrer.register} ${referrer.field}`} referrer={referrer} id={id} />
      ))}
    </>
  );
}

function BelongingOf({ referrer, id }: { referrer: Referrer; id: string }) {
  const { say, language } = useSpeech();
  const query = `${encodeURIComponent(referrer.field)}.is=${encodeURIComponent(id)}`;
  const rows = useRecords<RowList>(`${listPath(referrer.register)}?${query}&limit=${kShown}`);
  const list = rows.data;
  const some = list !== undefined && list.rows.length > 0;
  const declaration = useDeclaration(some ? referrer.register : '');
  const of = declaration.data;
  if (!some || !of) return null;
  const columns = of.list.columns
    .filter((name) => name !== referrer.field && name !== of.owner && (name === kState || fieldOf(of, name)))
    .slice(0, kColumns_max);
  const title = say(referrer.title);
  return (
    <Section
      title={title}
      actions={
        list.next && (
          <AppLink to={listAddress(referrer.register, [[`${referrer.field}.is`, id]])}>{say(w.openList)}</AppLink>
        )
      }
    >
      <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="data-table">
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say(w.record)}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name === kState ? say(w.state) : say(fieldOf(of, name)?.title ?? w.record)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <AppLink to={recordAddress(referrer.register, row.id)}>{row.label || row.id}</AppLink>
                </th>
                {columns.map((name) => {
                  const field = fieldOf(of, name);
                  return (
                    <td key={name} data-title={name === kState ? say(w.state) : field && say(field.title)}>
                      {field ? (
                        <LinkedValue
                          of={of}
                          field={field}
                          row={row}
                          text={valueText(field, row.values[name], language, list.units, row.labels[name]) || '—'}
                        />
                      ) : (
                        <StateTag of={of} row={row} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
