import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { urlOf } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { usePerson } from '#web/shell/index.ts';
import { Button, Icon, type IconName, ReasonDialog } from '#web/ui/index.ts';
import { withdrawEvidence } from '../doors.ts';
import { readEvidenceFile } from '../doors-files.ts';
import type { readTask } from '../doors-reading.ts';
import { When } from './task-view.tsx';
import { useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;
type Evidence = Task['evidence'][number];

const ICONS: Record<Evidence['kind'], IconName> = {
  note: 'message',
  link: 'link',
  count: 'check',
  file: 'file',
};

/** What proves it. What was withdrawn stays, struck, with its reason. */
export function EvidenceList({ task }: { task: Task }) {
  const t = useTexts(words);
  const mayAdd = task.acts.includes('evidence');
  return (
    <section>
      <h2>{t('evidence')}</h2>
      {task.evidence.length === 0 ? (
        <p className="quiet">{t(mayAdd ? 'evidenceNeeded' : 'evidenceNone')}</p>
      ) : (
        <ul className="task-log">
          {task.evidence.map((one) => (
            <Piece key={one.id} taskId={task.id} piece={one} mayWithdraw={mayAdd} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Piece({ taskId, piece, mayWithdraw }: { taskId: string; piece: Evidence; mayWithdraw: boolean }) {
  const t = useTexts(words);
  const { withdrawn } = piece;
  const [isWithdrawing, setWithdrawing] = useState(false);
  const isOurs = usePerson().agency?.id === piece.agencyId;
  return (
    <li className="task-evidence">
      <span className={withdrawn === null ? 'task-piece' : 'task-piece task-struck'}>
        <Icon name={ICONS[piece.kind]} size={16} />
        <Said taskId={taskId} piece={piece} />
      </span>
      {withdrawn === null && mayWithdraw && isOurs ? (
        <Button kind="quiet" size="s" onPress={() => setWithdrawing(true)}>
          {t('withdraw')}
        </Button>
      ) : null}
      <span className="quiet small task-by">
        <When at={piece.operationAt} really={piece.at} /> · {piece.by}
      </span>
      {withdrawn === null ? null : (
        <span className="quiet small task-by">
          {t('withdrawn', { by: withdrawn.by, reason: withdrawn.reason })}
        </span>
      )}
      {isWithdrawing ? (
        <Withdrawing taskId={taskId} evidenceId={piece.id} onClose={() => setWithdrawing(false)} />
      ) : null}
    </li>
  );
}

function Said({ taskId, piece }: { taskId: string; piece: Evidence }) {
  const { number } = useFormat();
  const { kind, text, url, count, unit, file } = piece;
  if (kind === 'link' && url !== null)
    return (
      <a href={url} target="_blank" rel="noreferrer noopener">
        {text === '' ? url : text}
      </a>
    );
  if (kind === 'count' && count !== null)
    return (
      <span>
        <span className="strong">{`${number(count, 2)} ${unit ?? ''}`}</span>
        {text === '' ? null : ` · ${text}`}
      </span>
    );
  if (file !== null)
    return (
      <span className="task-text">
        <a href={urlOf(readEvidenceFile, { params: { taskId, evidenceId: piece.id } })} download>
          {file.name}
        </a>
        <span className="quiet">{` · ${number(Math.max(1, Math.round(file.bytes / 1024)))} kB`}</span>
        {text === '' ? null : ` · ${text}`}
      </span>
    );
  return <span className="task-text">{text}</span>;
}

function Withdrawing(props: { taskId: string; evidenceId: string; onClose: () => void }) {
  const { taskId, evidenceId, onClose } = props;
  const t = useTexts(words);
  const command = useTaskCommand(withdrawEvidence);
  const send = async (reason: string) => {
    if (await command.run({ params: { taskId }, body: { evidenceId, reason } })) onClose();
  };
  return (
    <ReasonDialog
      title={t('withdrawTitle')}
      text={t('withdrawText')}
      command={command}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
