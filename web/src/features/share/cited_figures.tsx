import type { Schemas } from '../../api/client';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink, Section } from '../../ui/page';
import { indicatorAddress, periodText } from '../indicator/figures';
import { StateMark } from '../indicator/pieces';
import { shareWords as w } from './words';

type Figure = Schemas['CitedFigure'];

/** What the program measured of the commitments the task serves; it stays as it was submitted. */
export function CitedFigures({ figures, open }: { figures: readonly Figure[]; open: boolean }) {
  const { say, language, mark } = useSpeech();
  const [first] = figures;
  if (!first) return null;
  const when = open ? w.figuresNow : w.figuresThen;
  return (
    <Section title={say(w.figures)} count={figures.length}>
      <p className="quiet">{say(when, { day: formatDay(first.on, language) })}</p>
      <ul className="milestones">
        {figures.map((figure) => (
          <li key={figure.commitment} className="milestone">
            <span>
              <AppLink to={indicatorAddress(figure.indicator)}>{say(figure.title)}</AppLink>{' '}
              <span className="quiet">
                {[figure.about ? say(figure.about.name) : say(w.figureOfAll), periodText(figure.period, language)]
                  .filter(Boolean)
                  .join(mark.comma)}
              </span>
            </span>
            <span className="milestone-more">
              {say(figure.shown)} {say(figure.note) && <span className="quiet">{say(figure.note)}</span>} <span className="quiet figure-target">{say(w.figureTarget, { target: say(figure.target) })}</span>
              {/* Why there is no figure is said already. */}
              {figure.verdict !== 'unknown' && <> <StateMark state={figure.verdict} /></>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
