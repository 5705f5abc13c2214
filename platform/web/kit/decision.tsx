import './kit.css';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Command } from '../api/index.ts';
import { useTexts } from '../i18n/index.ts';
import { Button, CommandNotice, ReasonDialog, TextField } from '../ui/index.ts';
import { words } from '../ui/words.ts';

type Step = {
  /** What it is called: the word on the button. */
  readonly text: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
};
/** How long a reason must and may be, in letters. */
type Length = { readonly minLength?: number; readonly maxLength?: number };
type Yes = Step & {
  /** Asked for above the button; without it `onSay` is given no word. */
  readonly reason?: Length & { readonly note: string };
  /** False while something above is missing. */
  readonly isReady?: boolean;
  readonly onSay: (reason: string) => void;
};
type No = Step &
  Length & {
    /** What happens then. */
    readonly explain: string;
    /** True once it was said: the dialog closes. */
    readonly onSay: (reason: string) => Promise<boolean>;
  };
type Props = {
  readonly yes: Yes;
  /** The step that is never taken without saying why. */
  readonly no?: No;
  /** A proof that the step asks for. It stands beside the form, not in it: it may be a form itself. */
  readonly children?: ReactNode;
};

/** Under a statement: agree by one button, or take the other step and say why. */
export function Decision({ yes, no, children }: Props) {
  const t = useTexts(words);
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const least = yes.reason ? (yes.reason.minLength ?? 1) : 0;
  const isReady = yes.isReady !== false && said.length >= least;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !yes.command.busy) yes.onSay(said);
  };
  const onRefuse = async (why: string) => {
    if (await no?.onSay(why)) setRefusing(false);
  };
  return (
    <>
      <form className="decision" onSubmit={onSubmit}>
        {yes.reason ? (
          <TextField
            label={t('reason')}
            description={yes.reason.note}
            value={reason}
            onChange={setReason}
            maxLength={yes.reason.maxLength ?? 400}
            required
          />
        ) : null}
        {isRefusing ? null : <CommandNotice command={yes.command} />}
        <div className="decision-steps">
          <Button type="submit" kind="primary" busy={yes.command.busy} isDisabled={!isReady}>
            {yes.text}
          </Button>
          {no ? <Button onPress={() => setRefusing(true)}>{no.text}</Button> : null}
        </div>
      </form>
      {children}
      {no && isRefusing ? (
        <ReasonDialog
          title={no.text}
          text={no.explain}
          command={no.command}
          {...(no.minLength ? { minLength: no.minLength } : {})}
          {...(no.maxLength ? { maxLength: no.maxLength } : {})}
          onSend={(why) => void onRefuse(why)}
          onClose={() => setRefusing(false)}
        />
      ) : null}
    </>
  );
}
