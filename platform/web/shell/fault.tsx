import { Component, type ReactNode } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Button, EmptyState } from '../ui/index.ts';
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
