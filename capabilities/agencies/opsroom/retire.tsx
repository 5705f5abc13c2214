import { useState } from 'react';
import type { Endpoint } from '#shared/endpoint.ts';
import { type InputOf, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Dialog } from '#web/ui/index.ts';
import { words } from './words.ts';

type Props<E extends Endpoint> = {
  readonly endpoint: E;
  readonly input: InputOf<E>;
  readonly refreshes: readonly Endpoint[];
  readonly label: string;
  readonly question: string;
};

/** Asks once more before something goes out of use; a refusal stays in the dialog. */
export function Retire<E extends Endpoint>({ endpoint, input, refreshes, label, question }: Props<E>) {
  const t = useTexts(words);
  const command = useCommand(endpoint, refreshes);
  const [isAsking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    command.reset();
  };
  const retire = async () => {
    const reply = await command.run(input);
    if (reply) close();
  };
  return (
    <>
      <Button icon="x" size="s" kind="quiet" onPress={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog
        title={label}
        open={isAsking}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t('cancel')}</Button>
            <Button kind="danger" busy={command.busy} onPress={() => void retire()}>
              {label}
            </Button>
          </>
        }
      >
        <p>{question}</p>
        <CommandNotice command={command} />
      </Dialog>
    </>
  );
}
