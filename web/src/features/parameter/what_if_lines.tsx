import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ApiProblem, call, type Schemas } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink } from '../../ui/page';
import { type Figure, figureText, indicatorAddress, type Line, stateOf } from '../indicator/figures';
import { FigureText, Gaps, StateMark } from '../indicator/pieces';
import { indicatorWords } from '../indicator/words';
import type { TriedParameter, TriedTarget } from './parameter';
import { parameterWords as w } from './words';

export type WhatIf = Schemas['WhatIf'];
type WhatIfLine = Schemas['WhatIfLine'];

/** Asked by POST because of what it may hold; it changes nothing, so it is asked like any view. */
export function useWhatIf(
  asOf: string | undefined,
  parameters: TriedParameter[],
  targets: TriedTarget[],
  enabled = true,
) {
  const body = { as_of: asOf, parameters, targets };
  return useQuery<WhatIf, ApiProblem>({
    queryKey: ['/api/indicators/what-if', JSON.stringify(body)],
    queryFn: ({ signal }) => call('post', '/api/indicators/what-if', { body, signal }),
    enabled: enabled && parameters.length + targets.length > 0,
    placeholderData: keepPreviousData,
  });
}

function gapsOf(figure: Figure | null | undefined): string {
  return JSON.stringify((figure?.gaps ?? []).map((gap) => [gap.reading.zh, gap.amount]));
}

export function isChanged({ before, after }: WhatIfLine): boolean {
  return (
    before.figure?.value !== after.figure?.value ||
    before.figure?.denominator !== after.figure?.denominator ||
    stateOf(before) !== stateOf(after) ||
    gapsOf(before.figure) !== gapsOf(after.figure) ||
    before.target.low !== after.target.low ||
    before.target.high !== after.target.high
  );
}

export function WhatIfLines({ of }: { of: ReturnType<typeof useWhatIf> }) {
  const { say } = useSpeech();
  return (
    <Answered of={of} rows={3}>
      {({ lines }) => (
        <>
          {lines.length > 0 && (
            <p className="quiet" role="status">
              {say(w.summary, { n: lines.length, changed: lines.filter(isChanged).length })}
            </p>
          )}
          <ul className="what-if">
            {lines.map((line) => (
              <Compared key={line.before.commitment} line={line} />
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}

function Compared({ line }: { line: WhatIfLine }) {
  const { say } = useSpeech();
  const changes = isChanged(line);
  const { before, after } = line;
  const to = before.measured
    ? indicatorAddress(before.id)
    : `/commitments/${encodeURIComponent(before.commitment)}`;
  return (
    <li className={changes ? 'card what-if-line what-if-changed' : 'card what-if-line'}>
      <h3>
        <AppLink to={to}>{say(before.title)}</AppLink>{' '}
        <span className={changes ? 'tag tag-open' : 'tag'}>{say(changes ? w.changed : w.unchanged)}</span>
      </h3>
      <div className="what-if-sides">
        <Side title={say(w.before)} line={before} />
        <Side title={say(w.after)} line={after} other={before} />
      </div>
    </li>
  );
}

/** With `other`, what differs from it stands out. */
function Side({ title, line, other }: { title: string; line: Line; other?: Line }) {
  const { say, language } = useSpeech();
  const text = line.figure ? figureText(line, line.figure, language) : undefined;
  const was = other?.figure ? figureText(other, other.figure, language) : undefined;
  const Marked = (differs: boolean) => (differs ? 'mark' : 'span');
  const Number = Marked(other !== undefined && text !== was);
  const State = Marked(other !== undefined && stateOf(line) !== stateOf(other));
  const Aim = Marked(other !== undefined && say(line.target.written) !== say(other.target.written));
  const Lack = other !== undefined && gapsOf(line.figure) !== gapsOf(other.figure) ? 'what-if-gaps' : undefined;
  return (
    <div className="what-if-side">
      <p className="quiet">{title}</p>
      <p className="gauge-figure">
        <Number>
          <FigureText text={text} />
        </Number>
      </p>
      <p>
        <State>
          <StateMark state={stateOf(line)} />
        </State>
      </p>
      <p>
        <Aim>{say(indicatorWords.targetOf, { target: say(line.target.written) })}</Aim>
      </p>
      <div className={Lack}>
        <Gaps figure={line.figure} />
      </div>
    </div>
  );
}
