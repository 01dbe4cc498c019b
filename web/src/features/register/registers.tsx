import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord } from '../../ui/address';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { words } from '../../ui/words';
import { Waiting } from './waiting';
import { kCapabilityWords, registerWords as w } from './words';

type Line = Schemas['RegisterLine'];

export default function RegistersPage() {
  const { say } = useSpeech();
  const [view, setView] = useAddressWord('view', 'all');
  const registers = useGet('/api/registers');
  return (
    <Page title={say(words.registers)} lead={say(w.lead)}>
      <Tabs
        label={say(words.registers)}
        chosen={view}
        choose={setView}
        tabs={[
          { key: 'all', title: say(w.tabRegisters) },
          { key: 'waiting', title: say(w.tabWaiting) },
        ]}
      />
      <Answered of={registers}>
        {(data) =>
          data.registers.length === 0 ? (
            <Empty title={say(w.noRegisters)}>{say(w.noRegistersDetail)}</Empty>
          ) : view === 'waiting' ? (
            <Waiting />
          ) : (
            <Catalogue registers={data.registers} />
          )
        }
      </Answered>
    </Page>
  );
}

/** By capability, the shipped ones in their order, what a place added after them. */
function byCapability(registers: Line[]): [string, Line[]][] {
  const known = Object.keys(kCapabilityWords);
  const groups = new Map<string, Line[]>(known.map((name) => [name, []]));
  for (const line of registers) {
    groups.set(line.capability, [...(groups.get(line.capability) ?? []), line]);
  }
  return [...groups.entries()].filter(([, lines]) => lines.length > 0);
}

function Catalogue({ registers }: { registers: Line[] }) {
  const { say } = useSpeech();
  const [typed, setTyped] = useState('');
  const q = typed.trim().toLowerCase();
  const shown = registers.filter((line) => `${say(line.title)} ${line.name}`.toLowerCase().includes(q));
  return (
    <>
      <div className="toolbar no-print">
        <input
          type="search"
          className="plain-input"
          aria-label={say(w.find)}
          placeholder={say(w.find)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {shown.length === 0 && <Empty title={say(w.noMatch)} />}
      {byCapability(shown).map(([capability, lines]) => {
        const title = kCapabilityWords[capability];
        return (
          <Section key={capability} title={title ? say(title) : capability} count={lines.length}>
            <ul className="register-cards">
              {lines.map((line) => (
                <li key={line.name} className="card register-card">
                  <h3>
                    <AppLink to={`/registers/${line.name}`}>{say(line.title)}</AppLink>
                  </h3>
                  {say(line.description) && <p className="quiet">{say(line.description)}</p>}
                  {line.may_create && (
                    <AppLink
                      to={`/registers/${line.name}/new`}
                      className="register-add"
                      label={say(w.addOneOf, { title: say(line.title) })}
                    >
                      {say(w.addOne)}
                    </AppLink>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}
