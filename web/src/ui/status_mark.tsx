import { useSpeech } from './language';
import { words } from './words';
import { kStatuses, kStatusWords, type Status, type StatusCounts, total } from './status';

// Shape and colour together, so that neither print nor colour blindness loses the meaning.
// Drawn, because old office machines have no font for half of these signs.
const kShapes: Record<Status, JSX.Element> = {
  not_begun: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />,
  on_course: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  due_soon: <path d="M8 2l6.5 11.6h-13z" fill="currentColor" />,
  late: <rect x="2.5" y="2.5" width="11" height="11" fill="currentColor" />,
  closed: <path d="M2.5 8.5l3.8 3.8 7.2-8.4" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  condition_pending: (
    <path d="M8 1.8L14.2 8 8 14.2 1.8 8z" fill="none" stroke="currentColor" strokeWidth="1.9" />
  ),
  extended: (
    <path
      d="M1 8h2.6M5.2 8h2.6M9 8h4M10.2 4.2L14.2 8l-4 3.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    />
  ),
  routine: (
    <path
      d="M13 8a5 5 0 1 1-1.6-3.7M12.6 1.4v3.4H9.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
    />
  ),
  ended: (
    <g fill="none" stroke="currentColor" strokeWidth="1.8">
      <circle cx="8" cy="8" r="5.8" />
      <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" />
    </g>
  ),
};

/** The sign alone; give it a name unless words stand beside it. */
export function StatusShape({ status, named = false }: { status: Status; named?: boolean }) {
  const { say } = useSpeech();
  return (
    <svg
      className={`shape status-${status}`}
      viewBox="0 0 16 16"
      width="1em"
      height="1em"
      focusable="false"
      {...(named ? { role: 'img', 'aria-label': say(kStatusWords[status]) } : { 'aria-hidden': true })}
    >
      {named && <title>{say(kStatusWords[status])}</title>}
      {kShapes[status]}
    </svg>
  );
}

/** Beside a status that the office says, against what dates say; `partly` where it says so of some
 *  unit of a task. */
export function OverrideMark({ partly = false }: { partly?: boolean }) {
  const { say } = useSpeech();
  return (
    <abbr className="override-mark" title={say(partly ? words.partlyOverridden : words.overridden)}>
      {say(partly ? words.partlyOverriddenShort : words.overriddenShort)}
    </abbr>
  );
}

export function StatusMark({
  status,
  overridden = false,
  partly = false,
}: {
  status: Status;
  overridden?: boolean;
  partly?: boolean;
}) {
  const { say } = useSpeech();
  return (
    <span className={`status-mark status-${status}`}>
      <StatusShape status={status} />
      <span>{say(kStatusWords[status])}</span>
      {(overridden || partly) && <OverrideMark partly={partly} />}
    </span>
  );
}

/** ■ 3 ● 12: only what there is; `worded` where there is room to say what the shapes mean. */
export function CountMarks({ counts, worded = false }: { counts: StatusCounts; worded?: boolean }) {
  const { say } = useSpeech();
  const present = kStatuses.filter((status) => counts[status] > 0);
  if (present.length === 0) return <span className="quiet">—</span>;
  return (
    <span className="count-marks">
      {present.map((status) => (
        <span
          key={status}
          className={`count-mark status-${status}`}
          title={`${say(kStatusWords[status])} ${counts[status]}`}
        >
          <StatusShape status={status} named={!worded} />
          {worded && `${say(kStatusWords[status])} `}
          {counts[status]}
        </span>
      ))}
    </span>
  );
}

/** One bar whose parts are the statuses; the words for it stand in its name. */
export function CountBar({ counts, label }: { counts: StatusCounts; label?: string }) {
  const { say, mark } = useSpeech();
  const sum = total(counts);
  const order: Status[] = [
    'closed',
    'routine',
    'ended',
    'on_course',
    'extended',
    'not_begun',
    'condition_pending',
    'due_soon',
    'late',
  ];
  const spoken = kStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${say(kStatusWords[status])} ${counts[status]}`)
    .join(mark.comma);
  return (
    <span className="count-bar" role="img" aria-label={label ? `${label}${mark.colon}${spoken}` : spoken} title={spoken}>
      {sum > 0 &&
        order.map((status) =>
          counts[status] > 0 ? (
            <span
              key={status}
              className={`count-part fill-${status}`}
              style={{ flexGrow: counts[status] }}
            />
          ) : null,
        )}
    </span>
  );
}

export function StatusLegend() {
  const { say } = useSpeech();
  return (
    <ul className="legend" aria-label={say(words.shape)}>
      {kStatuses.map((status) => (
        <li key={status}>
          <StatusMark status={status} />
        </li>
      ))}
    </ul>
  );
}
