import { useDeferredValue, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { useAddressWord } from '../../ui/address';
import { formatInstant } from '../../ui/dates';
import { DataTable, type Column } from '../../ui/data_table';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, Empty, Page } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { words } from '../../ui/words';
import { Undelivered } from '../notice/undelivered';
import { HandOvers } from '../share/hand_overs';
import { AccountDrawer } from './account_drawer';
import { Audit } from './audit';
import { NewPerson } from './new_person';
import { accessWords as w, kStateWords } from './words';

type Account = Schemas['AccountView'];

export default function Administration() {
  const { say } = useSpeech();
  const may = useMay();
  const tabs = [
    ...(may('account.manage') ? [{ key: 'people', title: say(w.people) }] : []),
    ...(may('audit.read') ? [{ key: 'audit', title: say(words.auditTrail) }] : []),
  ];
  const [asked, setTab] = useAddressWord('tab', tabs[0]?.key ?? 'people');
  const tab = tabs.some(({ key }) => key === asked) ? asked : tabs[0]?.key;
  const [title, lead] = may('account.manage') ? [words.administration, w.adminLead] : [words.auditTrail, w.auditLead];
  return (
    <Page title={say(title)} lead={say(lead)}>
      {tabs.length > 1 && <Tabs label={say(title)} tabs={tabs} chosen={tab ?? ''} choose={setTab} />}
      {tab === 'people' && may('account.manage') && (
        <>
          <Undelivered />
          <HandOvers />
          <People />
        </>
      )}
      {tab === 'audit' && may('audit.read') && <Audit />}
    </Page>
  );
}

function People() {
  const { say, language, mark } = useSpeech();
  const [q, setQ] = useAddressWord('q', '');
  const [state, setState] = useAddressWord('state', '');
  const [open, setOpen] = useAddressWord('person', '');
  const [adding, setAdding] = useState(false);
  const query = { q: useDeferredValue(q), state };
  const accounts = useGet('/api/accounts', { query, keep: true });
  const columns: Column<Account>[] = [
    {
      key: 'display_name',
      title: say(w.displayName),
      heading: true,
      sort: (row) => row.display_name,
      cell: (row) => (
        <button type="button" className="link-button" onClick={() => setOpen(row.id)}>
          {row.display_name}
        </button>
      ),
    },
    { key: 'name', title: say(w.name), sort: (row) => row.name, cell: (row) => row.name },
    {
      key: 'state',
      title: say(w.state),
      sort: (row) => row.state,
      cell: (row) => <span className={`tag tag-${row.state}`}>{say(kStateWords[row.state])}</span>,
    },
    {
      key: 'posts',
      title: say(w.posts),
      cell: (row) => {
        const current = row.posts.filter((post) => post.current);
        if (current.length === 0) return <span className="quiet">{say(w.noCurrentPost)}</span>;
        return current.map((post) => (
          <div key={post.id}>
            {say(post.unit_name)} · {say(post.role_title)}
            {post.acting && <span className="tag">{say(w.acting)}</span>}
          </div>
        ));
      },
    },
    {
      key: 'last',
      title: say(w.lastSignIn),
      sort: (row) => row.last_signed_in_at ?? '',
      cell: (row) =>
        row.last_signed_in_at ? (
          formatInstant(row.last_signed_in_at, language)
        ) : (
          <span className="quiet">{say(w.never)}</span>
        ),
    },
  ];
  return (
    <>
      <div className="toolbar no-print">
        <input
          type="search"
          className="plain-input"
          aria-label={say(w.findPerson)}
          placeholder={say(w.findPerson)}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <select
          className="plain-input"
          aria-label={say(w.state)}
          value={state}
          onChange={(event) => setState(event.target.value)}
        >
          <option value="">{`${say(w.state)}${mark.colon}${say(words.all)}`}</option>
          {Object.entries(kStateWords).map(([key, title]) => (
            <option key={key} value={key}>
              {say(title)}
            </option>
          ))}
        </select>
        <span className="spring" />
        <ExportLinks table="accounts" query={query} />
        <button type="button" className="plain-button primary" onClick={() => setAdding(true)}>
          {say(w.addPerson)}
        </button>
      </div>
      <Answered of={accounts}>
        {(data) => (
          <DataTable
            caption={say(w.people)}
            columns={columns}
            rows={data.accounts}
            rowKey={(row) => row.id}
            sortDefault="display_name"
            empty={
              q || state ? (
                <Empty title={say(words.nothingFound)}>{say(words.nothingFoundDetail)}</Empty>
              ) : (
                <Empty title={say(w.noPeople)}>{say(w.noPeopleDetail)}</Empty>
              )
            }
          />
        )}
      </Answered>
      {adding && (
        <NewPerson
          close={() => setAdding(false)}
          opened={(id) => {
            setAdding(false);
            setOpen(id);
          }}
        />
      )}
      {open && <AccountDrawer id={open} close={() => setOpen('')} />}
    </>
  );
}
