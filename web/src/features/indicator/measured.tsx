import type { ReactNode } from 'react';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { figureText, indicatorAddress, periodText, stateOf } from './figures';
import { FigureText, Freshness, Gaps, StateMark, Track, useWallLine } from './pieces';
import { indicatorWords as w } from './words';

/** On the page of a commitment: its number, and the way to its working. */
export function Measured({ commitment }: { commitment: string }) {
  const { say, language } = useSpeech();
  const line = useWallLine(commitment);
  if (!line) return null;
  return (
    <Section title={say(w.measuredValue)}>
      {line.measured ? (
        <>
          <p className="gauge-figure">
            <FigureText text={line.figure ? figureText(line, line.figure, language) : undefined} />
          </p>
          <Track line={line} />
          <Gaps figure={line.figure} />
          {line.figure && say(line.figure.reason) && <p className="quiet">{say(line.figure.reason)}</p>}
          <p className="gauge-foot quiet">
            <StateMark state={stateOf(line)} />
            <span>{periodText(line.period, language)}</span>
            <Freshness line={line} />
            <AppLink to={indicatorAddress(line.id)}>{say(w.seeWorking)}</AppLink>
          </p>
        </>
      ) : (
        <p className="quiet">{say(line.missing)}</p>
      )}
    </Section>
  );
}

/** On a card: the number in one line, or what stands there while nobody measures it. */
export function MeasuredShort({ commitment, otherwise }: { commitment: string; otherwise: ReactNode }) {
  const { say, language } = useSpeech();
  const line = useWallLine(commitment);
  if (!line?.measured) return <>{otherwise}</>;
  return (
    <p className="gauge-foot">
      <AppLink to={indicatorAddress(line.id)}>
        {(line.figure && figureText(line, line.figure, language)) ?? say(w.unknown)}
      </AppLink>
      <StateMark state={stateOf(line)} />
    </p>
  );
}
