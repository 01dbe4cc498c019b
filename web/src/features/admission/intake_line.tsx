import type { Schemas } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { percentText } from './marks';
import { admissionWords as w } from './words';

/** The ratio in words, and what is missing in both readings: they differ. */
export function IntakeLine({ intake }: { intake: Schemas['IntakeView'] }) {
  const { say } = useSpeech();
  return (
    <div className="intake">
      <p>
        <b>
          {say(intake.holds ? w.intakeHolds : w.intakeShort, {
            p: percentText(intake.share_permille),
            owed: intake.owed_percent,
          })}
        </b>{' '}
        <span className="quiet">{say(w.intakeCounts, { voc: intake.vocational, gen: intake.general })}</span>
      </p>
      {!intake.holds && (
        <ul className="quiet">
          <li>{say(w.shortTotal, { n: intake.short_total_fixed })}</li>
          <li>{say(w.shortGeneral, { n: intake.short_general_fixed })}</li>
        </ul>
      )}
    </div>
  );
}
