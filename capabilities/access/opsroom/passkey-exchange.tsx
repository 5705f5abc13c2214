import { type ComponentProps, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice } from '#web/ui/index.ts';
import { askPasskey } from './passkey.ts';
import { words } from './words-security.ts';

type Asked = Parameters<typeof askPasskey>[0] & { readonly ticket: string };
type Answer = NonNullable<Awaited<ReturnType<typeof askPasskey>>>;
type Came = { readonly came: 'in' | 'suspended' };
type Notice = ComponentProps<typeof CommandNotice>['command'];

type Props = {
  readonly text: string;
  readonly primary?: boolean;
  readonly begin: { run(): Promise<Asked | null>; readonly command: Notice; readonly busy: boolean };
  readonly finish: {
    run(ticket: string, answer: Answer): Promise<Came | null>;
    readonly command: Notice;
    readonly busy: boolean;
  };
  readonly onIn: () => void;
};

/** The server asks, the passkey answers, the server decides: the same to come in and to prove who sits there. */
export function PasskeyExchange({ text, primary = false, begin, finish, onIn }: Props) {
  const t = useTexts(words);
  const [trouble, setTrouble] = useState<'passkeyStopped' | 'passkeySuspended' | null>(null);
  const exchange = async () => {
    setTrouble(null);
    const asked = await begin.run();
    if (!asked) return;
    const answer = await askPasskey(asked);
    if (answer === null) return setTrouble('passkeyStopped');
    const reply = await finish.run(asked.ticket, answer);
    if (reply?.came === 'in') onIn();
    if (reply?.came === 'suspended') setTrouble('passkeySuspended');
  };
  return (
    <>
      <Button
        icon="key"
        kind={primary ? 'primary' : 'plain'}
        busy={begin.busy || finish.busy}
        autoFocus={primary}
        onPress={() => void exchange()}
      >
        {text}
      </Button>
      <CommandNotice command={begin.command} />
      <CommandNotice command={finish.command} />
      {trouble ? (
        <p className="alarm" role="alert">
          {t(trouble)}
        </p>
      ) : null}
      <p className="access-or quiet small">{t('or')}</p>
    </>
  );
}
