import { Component, type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Button, EmptyState, type Missing, MissingPart, whyMissing } from '../ui/index.ts';
import { words } from './words.ts';

type State = { readonly error: Error | null };

/** A fault in one screen leaves the rest of the room standing. A change of address clears it. */
export class FaultBoundary extends Component<{ resetKey: string; children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidUpdate(before: { resetKey: string }): void {
    if (this.state.error && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render(): ReactNode {
    return this.state.error ? <Fault onReload={() => this.setState({ error: null })} /> : this.props.children;
  }
}

function Fault({ onReload }: { onReload: () => void }) {
  const t = useTexts(words);
  const [why, setWhy] = useState<Missing>('same');
  // What an older page asks of a newer server can fail in any way; then the page is old and not broken.
  useEffect(() => {
    let isHere = true;
    void whyMissing().then((found) => isHere && setWhy(found));
    return () => {
      isHere = false;
    };
  }, []);
  if (why !== 'same') return <MissingPart why={why} retry={onReload} />;
  return (
    <EmptyState
      icon="warning"
      title={t('brokenTitle')}
      text={t('brokenText')}
      action={
        <Button icon="refresh" onPress={onReload}>
          {t('reload')}
        </Button>
      }
    />
  );
}
