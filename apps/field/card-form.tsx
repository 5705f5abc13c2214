import { type FormEvent, useCallback, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import type { Vault } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import type { Card } from './people.ts';
import { canScan, Scanner } from './scanner.tsx';
import { words } from './words.ts';

/** The card: scanned where the phone can, else typed. */
export function CardForm(props: {
  person: Vault | null;
  keeps: boolean;
  secret: string;
  busy: boolean;
  trouble: string | null;
  onCard: (card: Card) => void;
  onBack: (() => void) | null;
}) {
  const { person, keeps, busy, trouble, onCard, onBack } = props;
  const t = useTexts(words);
  const [secret, setSecret] = useState(props.secret);
  const [name, setName] = useState(person?.name ?? '');
  const [pin, setPin] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const read = useCallback((text: string) => {
    setSecret(text);
    setEmpty(false);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(secret.trim() === '');
    if (secret.trim() !== '') onCard({ secret, name, pin });
  };
  return (
    <form className="form" onSubmit={submit}>
      <h2>{person ? t('again', { name: person.name || person.post }) : t('who')}</h2>
      <ScanField onRead={read} />
      <CodeField code={secret} onChange={setSecret} />
      {!person && <NameField name={name} onChange={setName} />}
      {keeps && person?.hasPin && <PinField label={t('pinNeeded')} pin={pin} onChange={setPin} />}
      {keeps && !person && (
        <details>
          <summary>{t('pinMore')}</summary>
          <PinField label={t('pin')} note={t('pinHint')} pin={pin} onChange={setPin} />
        </details>
      )}
      {(trouble || isEmpty) && (
        <p className="alarm" role="alert">
          {isEmpty ? t('codeNeeded') : trouble}
        </p>
      )}
      <button type="submit" className="button button-primary wide" disabled={busy}>
        {busy ? t('entering') : t('enter')}
      </button>
      {onBack && (
        <button type="button" className="button wide" onClick={onBack}>
          {t('back')}
        </button>
      )}
    </form>
  );
}

/** The camera, opened anew at every press; where the phone cannot scan, a word that says so. */
function ScanField({ onRead }: { onRead: (text: string) => void }) {
  const t = useTexts(words);
  const [isScanning, setScanning] = useState(false);
  const [tries, setTries] = useState(0);
  const read = useCallback(
    (text: string) => {
      setScanning(false);
      onRead(text);
    },
    [onRead],
  );
  if (!canScan()) return <p className="quiet small">{t('scanNot')}</p>;
  return (
    <>
      {isScanning && <Scanner key={tries} onRead={read} />}
      <button
        type="button"
        className="button button-primary wide"
        onClick={() => {
          setScanning(true);
          setTries(tries + 1);
        }}
      >
        <Icon name="camera" /> {t('scan')}
      </button>
    </>
  );
}

function PinField(props: { label: string; note?: string; pin: string; onChange: (pin: string) => void }) {
  const { label, note, pin, onChange } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <input
        value={pin}
        type="password"
        inputMode="numeric"
        maxLength={12}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      {note && <span className="quiet small">{note}</span>}
    </label>
  );
}

function CodeField({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  const t = useTexts(words);
  return (
    <label className="field">
      <span>{t('code')}</span>
      <input
        value={code}
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="quiet small">{t('codeHint')}</span>
    </label>
  );
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const t = useTexts(words);
  return (
    <label className="field">
      <span>{t('yourName')}</span>
      <input
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="quiet small">{t('nameHint')}</span>
    </label>
  );
}
