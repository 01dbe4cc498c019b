import type { Schemas } from '../../api/client';
import { useWhole } from '../../api/queries';
import { useMay } from '../../frame/session';
import { useSpeech, Written } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { UnitLink } from '../plan/pieces';
import { kWorkKinds, planWords } from '../plan/words';
import { type WorkItem, type WorkPart, WorkRow } from '../plan/work_stack';
import { kDemandSteps, kLetterKinds, kLetterStates, kLetterSteps, supervisionWords as w } from './words';

type Demand = Schemas['DemandLine'];
type Letter = Schemas['LetterLine'];

/** What letters and instructions ask of my units, answers that I settle, and letters on their way to
 *  be released. Demands are answered where they are listed, so their action leads there. */
export function useSupervisionWork(): WorkPart {
  const may = useMay();
  const drafts = may('supervision.draft');
  const releases = may('supervision.release');
  const mine = useWhole('/api/demands', { query: { waits_for: 'unit', mine: true }, enabled: may('plan.read') });
  const answered = useWhole('/api/demands', { query: { waits_for: 'office' }, enabled: drafts });
  const submitted = useWhole('/api/letters', { query: { state: 'submitted' }, enabled: releases });
  const begun = useWhole('/api/letters', { query: { state: 'draft' }, enabled: drafts });
  const items: WorkItem[] = [];
  const today = mine.data?.[0]?.today ?? '';
  for (const demand of mine.data?.flatMap((page) => page.demands) ?? []) {
    if (!demand.possible.includes('answer')) continue;
    items.push({
      key: `demand ${demand.id}`,
      stack: demand.late ? 'late' : demand.state === 'returned' ? 'returned' : 'due',
      due: demand.due_on,
      row: <DemandRow demand={demand} step="answer" today={today} />,
    });
  }
  for (const demand of answered.data?.flatMap((page) => page.demands) ?? []) {
    if (!demand.possible.includes('settle')) continue;
    items.push({
      key: `settle ${demand.id}`,
      stack: 'approval',
      due: demand.due_on,
      row: <DemandRow demand={demand} step="settle" today={today} />,
    });
  }
  for (const letter of submitted.data?.flatMap((page) => page.letters) ?? []) {
    // Who wrote any of it cannot release it.
    if (letter.own) continue;
    items.push({ key: `letter ${letter.id}`, stack: 'approval', row: <LetterRow letter={letter} /> });
  }
  for (const letter of begun.data?.flatMap((page) => page.letters) ?? []) {
    if (!letter.own) continue;
    items.push({
      key: `letter ${letter.id}`,
      // A draft is due on no day.
      stack: letter.sent_back ? 'returned' : 'approval',
      row: <LetterRow letter={letter} />,
    });
  }
  return { of: [mine, answered, submitted, begun], items };
}

function DemandRow({ demand, step, today }: { demand: Demand; step: 'answer' | 'settle'; today: string }) {
  const { say } = useSpeech();
  const source = demand.source_kind === 'letter' ? `/letters/${demand.source}` : `/instructions/${demand.source}`;
  const act = say(kDemandSteps[step]);
  return (
    <WorkRow
      kind={demand.source_kind === 'letter' ? kWorkKinds.demand : kWorkKinds.instruction}
      to={source}
      title={<Written>{demand.source_title}</Written>}
      notes={[
        demand.task != null && (
          <AppLink to={`/plan/tasks/${demand.task}`}>{say(planWords.taskN, { n: demand.task })}</AppLink>
        ),
        <UnitLink unit={demand.unit} />,
        step === 'settle' ? (
          <Written>{demand.answer}</Written>
        ) : (
          !demand.source_title.includes(demand.words) && <Written>{demand.words}</Written>
        ),
      ]}
      due={demand.due_on}
      late={step === 'answer' && demand.late}
      today={today}
    >
      <AppLink className="plain-button primary" to={source} label={`${act} ${demand.source_title}`}>
        {act}
      </AppLink>
    </WorkRow>
  );
}

function LetterRow({ letter }: { letter: Letter }) {
  const { say, mark } = useSpeech();
  const to = `/letters/${letter.id}`;
  const act = say(letter.state === 'submitted' ? kLetterSteps.release : w.edit);
  return (
    <WorkRow
      kind={kWorkKinds.letter}
      to={to}
      title={<Written>{letter.title}</Written>}
      notes={[
        say(kLetterKinds[letter.kind]),
        letter.sent_back ? say(w.wasSentBack, { by: letter.by }) : say(kLetterStates[letter.state]),
        letter.units.map((unit) => say(unit.short_name)).join(mark.list),
      ]}
    >
      <AppLink className="plain-button" to={to} label={`${act} ${letter.title}`}>
        {act}
      </AppLink>
    </WorkRow>
  );
}
