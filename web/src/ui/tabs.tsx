import type { KeyboardEvent } from 'react';

export interface Tab {
  key: string;
  title: string;
}

/** A switch between views; arrows move, as in any row of tabs. */
export function Tabs({
  label,
  tabs,
  chosen,
  choose,
}: {
  label: string;
  tabs: Tab[];
  chosen: string;
  choose: (key: string) => void;
}) {
  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex((tab) => tab.key === chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    choose(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div className="tabs no-print" role="tablist" aria-label={label} onKeyDown={keys}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          data-tab={tab.key}
          aria-selected={tab.key === chosen}
          tabIndex={tab.key === chosen ? 0 : -1}
          onClick={() => choose(tab.key)}
        >
          {tab.title}
        </button>
      ))}
    </div>
  );
}
