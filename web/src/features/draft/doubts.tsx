import type { Span } from './layout';

/** A list that is opened to read; each line leads to its place in the document. */
export function Doubts({
  title,
  doubts,
  show,
}: {
  title: string;
  doubts: readonly { words: string; span: Span | undefined }[];
  show: (span: Span | undefined) => void;
}) {
  if (doubts.length === 0) return null;
  return (
    <details className="doubts">
      <summary>
        {title} <span className="count">{doubts.length}</span>
      </summary>
      <ul>
        {doubts.map((doubt, place) => (
          <li key={place}>
            {doubt.span ? (
              <button type="button" className="link-button" onClick={() => show(doubt.span)}>
                {doubt.words}
              </button>
            ) : (
              doubt.words
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
