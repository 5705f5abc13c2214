import './import.css';
import { type ChangeEvent, useId } from 'react';
import { uploadPurposes } from '#shared/uploads.ts';
import { useTexts } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import { words } from './words.ts';

const MEGABYTE = 1024 * 1024;

type Props = {
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
  /** Endings of file names, `.csv,.gz`. */
  readonly accept: string;
  /** What it may hold, and how large it may be. */
  readonly note: string;
  /** How to make a file smaller that is too large. */
  readonly remedy: string;
  /** Bytes that it may have; those of an import unless told. */
  readonly limit?: number;
};

/** Chooses a file to send; one that is too large is said so before it is sent. */
export function ImportFile({ file, onChange, accept, note, remedy, limit = uploadPurposes.import }: Props) {
  const t = useTexts(words);
  const id = useId();
  const tooLarge = file !== null && isTooLarge(file, limit);
  const size = { size: Math.ceil((file?.size ?? 0) / MEGABYTE), limit: limit / MEGABYTE };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('file')}
      </label>
      {/* The words of a plain file field are the browser's: ours lie below it, and it takes the click and the drop. */}
      <div className="input import-pick">
        <span className="button button-s" aria-hidden="true">
          <Icon name="upload" size={14} />
          {t('choose')}
        </span>
        <span className={file ? 'import-name' : 'import-name quiet'} aria-hidden="true">
          {file ? file.name : t('noFile')}
        </span>
        <input
          id={id}
          type="file"
          accept={accept}
          aria-describedby={`${id}-note`}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.files?.[0] ?? null)}
        />
      </div>
      <span id={`${id}-note`} className={tooLarge ? 'field-error' : 'field-note'} aria-live="polite">
        {tooLarge ? `${t('fileTooLarge', size)} ${remedy}` : note}
      </span>
    </div>
  );
}

export function isTooLarge(file: File, limit: number = uploadPurposes.import): boolean {
  return file.size > limit;
}

/** The bytes without what the system calls them: some name CSV after a spreadsheet program. The server looks inside. */
export function importBody(file: File): Blob {
  return new Blob([file], { type: 'application/octet-stream' });
}
