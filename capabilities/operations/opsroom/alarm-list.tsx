import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useMay, usePerson } from '#web/shell/index.ts';
import { Answer, Badge, Button, CommandNotice, EmptyState } from '#web/ui/index.ts';
import { acknowledgeAlarm, listAlarms } from '../warnings.ts';
import { words } from './words.ts';

type Alarm = ReplyOf<typeof listAlarms>['rows'][number];

/** What rings before a stage begins, nearest first, and who has said that they know. */
export function AlarmList({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const alarms = useAsk(listAlarms, { params: { operationId } });
  const command = useCommand(acknowledgeAlarm, [listAlarms]);
  useLive(['operation'], [listAlarms]);
  const { agency } = usePerson();
  const may = useMay('operation.acknowledge-alarm') && agency !== null;
  const receive = (alarm: string) => void command.run({ params: { operationId }, body: { alarm } });
  return (
    <section>
      <h2 className="ops-side-head">{t('alarms')}</h2>
      <CommandNotice command={command} />
      <Answer
        of={alarms}
        rows={3}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<EmptyState icon="bell" title={t('alarmsNone')} text={t('alarmsNoneText')} />}
      >
        {({ rows }) => (
          <ul className="ops-list">
            {rows.map((alarm) => (
              <AlarmLine
                key={alarm.key}
                alarm={alarm}
                isOurs={agency !== null && alarm.seenBy.includes(agency.id)}
                receive={may && !command.busy ? () => receive(alarm.key) : null}
              />
            ))}
          </ul>
        )}
      </Answer>
    </section>
  );
}

function AlarmLine(props: { alarm: Alarm; isOurs: boolean; receive: (() => void) | null }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { shortDay } = useFormat();
  const { alarm, isOurs, receive } = props;
  const known = alarm.seenBy.length;
  return (
    <li>
      <div className="ops-list-line">
        <span className="strong">{localized(alarm.name)}</span>
        <Badge shape={isOurs ? 'circle' : 'triangle'} tone={isOurs ? 'done' : 'alarm'}>
          {`H-${alarm.daysBefore}`}
        </Badge>
      </div>
      <span className="quiet small">
        {t('alarmLine', { count: alarm.daysTo, rang: shortDay(alarm.rangOn) })}
      </span>
      <div className="ops-list-line">
        <span className="quiet small">{known > 0 ? t('seenBy', { count: known }) : t('seenByNone')}</span>
        {isOurs ? <span className="small">{t('seen')}</span> : null}
        {!isOurs && receive ? (
          <Button size="s" icon="check" onPress={receive}>
            {t('acknowledge')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
