import {
  forwardRef,
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { Schemas } from '../../api/client';
import { useSpeech } from '../../ui/language';
import {
  type Block,
  MarkIndex,
  type Row,
  type Span,
  blockAt,
  blocksOf,
  cellsOf,
  marksOf,
  piecesOf,
  rowsOf,
} from './layout';
import { type Item, isUnsure } from './order';
import { draftWords as w, kPartWords } from './words';

/** A short document is drawn whole, so that the browser's own search finds everything in it. */
const kWhole_blocks = 16;
const kLine_px = 30;

export interface DocumentHandle {
  show: (place: Span) => void;
}

/** The text of the document with what was read from it marked. Only what is near the window is
 *  drawn, so that a document of any length stays quick. */
export const DocumentPane = forwardRef<
  DocumentHandle,
  {
    text: string;
    items: readonly Item[];
    parts: readonly Schemas['DocumentPart'][];
    chosen: string;
    /** A place that belongs to no item: a finding, words that were not understood. */
    spot: Span | undefined;
    choose: (item: string) => void;
    select: (span: Span | undefined) => void;
  }
>(function DocumentPane({ text, items, parts, chosen, spot, choose, select }, handle) {
  const { say } = useSpeech();
  const scroller = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => blocksOf(text), [text]);
  const index = useMemo(() => new MarkIndex(marksOf(items)), [items]);
  const looks = useMemo(() => new Map(items.map((item) => [item.id, lookOf(item)])), [items]);
  const apart = useMemo(() => parts.filter((part) => kPartWords[part.kind]), [parts]);
  const whole = blocks.length <= kWhole_blocks;
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0, 1, 2]));
  const wanted = useRef<Span>();
  const [asked, ask] = useState(0);

  useEffect(() => {
    if (whole || !scroller.current) return undefined;
    const watcher = new IntersectionObserver(
      (entries) =>
        setNear((before) => {
          const next = new Set(before);
          for (const entry of entries) {
            const at = Number((entry.target as HTMLElement).dataset['block']);
            if (entry.isIntersecting) next.add(at);
            else next.delete(at);
          }
          return next;
        }),
      { root: scroller.current, rootMargin: '1200px 0px' },
    );
    scroller.current.querySelectorAll('[data-block]').forEach((block) => watcher.observe(block));
    return () => watcher.disconnect();
  }, [blocks, whole]);

  const show = useCallback(
    (place: Span) => {
      wanted.current = place;
      if (!whole) {
        const at = blockAt(blocks, place.begin);
        setNear((before) => new Set([...before, at]));
      }
      ask((count) => count + 1);
    },
    [blocks, whole],
  );
  useImperativeHandle(handle, () => ({ show }), [show]);

  // After the block was drawn. The pane is scrolled by hand: scrollIntoView would also move the page.
  useEffect(() => {
    const place = wanted.current;
    const pane = scroller.current;
    if (!place || !pane) return;
    const piece =
      pane.querySelector<HTMLElement>(`[data-at="${place.begin}"]`) ??
      pieceOver(pane, place.begin) ??
      pane.querySelector<HTMLElement>(`[data-block="${blockAt(blocks, place.begin)}"]`);
    if (!piece) return;
    wanted.current = undefined;
    const above = piece.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (above < 40 || above > pane.clientHeight * 0.6) {
      pane.scrollTop += above - pane.clientHeight * 0.28;
    }
  }, [asked, near, blocks]);

  const clicked = (event: MouseEvent<HTMLDivElement>) => {
    const selection = window.getSelection();
    if (selection && !selection.isCollapsed) return;
    const piece = (event.target as Element).closest<HTMLElement>('[data-items]');
    const candidates = piece?.dataset['items']?.split(' ').filter(Boolean) ?? [];
    if (candidates.length === 0) return;
    // A second click on the same words goes on to what lies around them.
    const at = candidates.indexOf(chosen);
    choose(candidates[(at + 1) % candidates.length]!);
  };

  useEffect(() => {
    const changed = () => {
      const selection = window.getSelection();
      const pane = scroller.current;
      if (!selection || !pane || selection.rangeCount === 0) return;
      if (!pane.contains(selection.anchorNode)) return;
      if (selection.isCollapsed) {
        select(undefined);
        return;
      }
      const ends = [
        offsetOf(selection.anchorNode, selection.anchorOffset),
        offsetOf(selection.focusNode, selection.focusOffset),
      ];
      if (ends[0] === undefined || ends[1] === undefined) return;
      const begin = Math.min(ends[0], ends[1]);
      const end = Math.max(ends[0], ends[1]);
      select(end > begin ? { begin, end } : undefined);
    };
    document.addEventListener('selectionchange', changed);
    return () => document.removeEventListener('selectionchange', changed);
  }, [select]);

  if (text.trim() === '') return <p className="quiet review-empty">{say(w.textMissing)}</p>;
  return (
    // A click on marked words is a short cut; the list beside does the same by keyboard.
    <div
      ref={scroller}
      className="document"
      lang="zh-CN"
      tabIndex={0}
      role="region"
      aria-label={say(w.documentPane)}
      onClick={clicked}
    >
      {blocks.map((block, at) => (
        <div
          key={block.begin}
          data-block={at}
          style={whole || near.has(at) ? undefined : { height: block.lines * kLine_px }}
        >
          {(whole || near.has(at)) && (
            <DrawnBlock
              text={text}
              block={block}
              index={index}
              looks={looks}
              apart={apart}
              chosen={holds(index, block, chosen) ? chosen : ''}
              spot={spot && spot.begin < block.end && spot.end > block.begin ? spot : undefined}
            />
          )}
        </div>
      ))}
    </div>
  );
});

function holds(index: MarkIndex, block: Span, item: string): boolean {
  return item !== '' && index.over(block).some((mark) => mark.item === item);
}

function lookOf(item: Item): string {
  if (item.state === 'undecided') return isUnsure(item) ? 'unsure' : 'open';
  return 'done';
}

interface Drawing {
  text: string;
  index: MarkIndex;
  looks: ReadonlyMap<string, string>;
  chosen: string;
  spot: Span | undefined;
}

const DrawnBlock = memo(function DrawnBlock({
  block,
  apart,
  ...drawing
}: Drawing & { block: Block; apart: readonly Schemas['DocumentPart'][] }) {
  const { say } = useSpeech();
  const { text } = drawing;
  const rows = useMemo(() => rowsOf(text, block), [text, block]);
  const drawn: ReactNode[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (row.kind === 'page') {
      drawn.push(<hr key={`p${row.span.begin}`} className="page-end" />);
      continue;
    }
    if (row.kind === 'row') {
      const table: Row[] = [];
      while (rows[at]?.kind === 'row') table.push(rows[at++]!);
      at--;
      drawn.push(<DrawnTable key={row.span.begin} rows={table} {...drawing} />);
      continue;
    }
    const part = apart.find(
      (one) => one.span.begin <= row.span.begin && one.span.end >= row.span.end,
    );
    const what = part && kPartWords[part.kind];
    drawn.push(
      <p
        key={row.span.begin}
        className={part ? 'apart' : undefined}
        title={what && say(w.setApart, { what: say(what) })}
      >
        <Pieces span={row.span} {...drawing} />
      </p>,
    );
  }
  return <>{drawn}</>;
});

function DrawnTable({ rows, ...drawing }: Drawing & { rows: readonly Row[] }) {
  return (
    <div className="document-table">
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.span.begin}>
              {cellsOf(drawing.text, row.span).map((cell) => (
                <td key={cell.begin}>
                  <Pieces span={cell} {...drawing} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Pieces({ span, text, index, looks, chosen, spot }: Drawing & { span: Span }) {
  const marks = index.over(span);
  const all = spot ? [...marks, { ...spot, item: '' }] : marks;
  return (
    <>
      {piecesOf(span, all).map((piece) => {
        const words = text
          .slice(piece.begin, piece.end)
          .replace(/\f/g, '')
          .replace(/\u2028/g, '\n');
        const items = piece.items.filter(Boolean);
        const spotted = spot && piece.begin >= spot.begin && piece.end <= spot.end;
        if (items.length === 0 && !spotted) {
          return (
            <span key={piece.begin} data-at={piece.begin}>
              {words}
            </span>
          );
        }
        const look = looks.get(items[0] ?? '') ?? 'open';
        const lit = spotted || (chosen !== '' && items.includes(chosen));
        return (
          <mark
            key={piece.begin}
            data-at={piece.begin}
            data-items={items.join(' ')}
            className={`mark mark-${look}${lit ? ' mark-lit' : ''}`}
          >
            {words}
          </mark>
        );
      })}
    </>
  );
}

/** The piece drawn over a place that is no begin of a piece. */
function pieceOver(pane: HTMLElement, place: number): HTMLElement | undefined {
  let best: HTMLElement | undefined;
  for (const piece of pane.querySelectorAll<HTMLElement>('[data-at]')) {
    if (Number(piece.dataset['at']) > place) break;
    best = piece;
  }
  return best;
}

/** Where in the text a point of the page is. */
function offsetOf(node: Node | null, offset: number): number | undefined {
  if (!node) return undefined;
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-at]');
  if (piece) {
    const at = Number(piece.dataset['at']);
    // Between elements the offset counts children: the piece's begin or end.
    if (node.nodeType === Node.TEXT_NODE) return at + offset;
    return offset === 0 ? at : at + (piece.textContent?.length ?? 0);
  }
  const child = element?.childNodes[offset] ?? element?.childNodes[offset - 1];
  const near = child instanceof Element ? child.querySelector<HTMLElement>('[data-at]') : null;
  return near ? Number(near.dataset['at']) : undefined;
}
