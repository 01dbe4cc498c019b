import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useSpeech } from '../ui/language';
import { words } from '../ui/words';

/** A page that breaks takes only itself down, and going elsewhere helps. */
export function Caught({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <Boundary place={pathname}>{children}</Boundary>;
}

class Boundary extends Component<{ place: string; children: ReactNode }, { broken?: string }> {
  override state: { broken?: string } = {};

  static getDerivedStateFromError() {
    return { broken: 'here' };
  }

  override componentDidUpdate(before: { place: string }) {
    if (before.place !== this.props.place && this.state.broken) this.setState({ broken: undefined });
  }

  override render() {
    return this.state.broken ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { say } = useSpeech();
  return (
    <div className="page">
      <div className="trouble" role="alert">
        <h1>{say(words.crashed)}</h1>
        <p>{say(words.crashedDetail)}</p>
        <p className="trouble-next">
          <button type="button" className="plain-button" onClick={() => window.location.reload()}>
            {say(words.reload)}
          </button>
        </p>
      </div>
    </div>
  );
}
