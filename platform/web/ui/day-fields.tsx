import { type DateValue, parseDate, parseTime, type Time } from '@internationalized/date';
import {
  DatePicker as AriaDatePicker,
  TimeField as AriaTimeField,
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import { FieldFrame, type FieldProps, fieldState } from './field-frame.tsx';
import { Icon } from './icon.tsx';

export type DayFieldProps = FieldProps & {
  /** `2024-11-27`, or `06:00` for an hour; empty while it is not whole. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A day, written in the order of the language of the screen whatever the browser speaks, or picked from a month. */
export function DayField(props: DayFieldProps) {
  const { value, onChange } = props;
  const frame = FieldFrame(props);
  return (
    <AriaDatePicker
      {...fieldState(props)}
      className="field"
      granularity="day"
      shouldForceLeadingZeros
      value={dayOf(value)}
      onChange={(day: DateValue | null) => onChange(day === null ? '' : day.toString().slice(0, 10))}
      onKeyDown={sendOnEnter}
    >
      {frame.label}
      <Group className="input input-group">
        <Segments />
        <Button className="stepper">
          <Icon name="calendar" size={14} />
        </Button>
      </Group>
      {frame.notes}
      <Popover className="popover month-popover" offset={4}>
        <Dialog className="popover-inside">
          <Month />
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}

/** An hour and its minutes, of 24. */
export function HourField(props: DayFieldProps) {
  const { value, onChange } = props;
  const frame = FieldFrame(props);
  return (
    <AriaTimeField
      {...fieldState(props)}
      className="field"
      granularity="minute"
      hourCycle={24}
      shouldForceLeadingZeros
      value={hourOf(value)}
      onChange={(hour: Time | null) => onChange(hour === null ? '' : hour.toString().slice(0, 5))}
      onKeyDown={sendOnEnter}
    >
      {frame.label}
      <Group className="input input-group">
        <Segments />
      </Group>
      {frame.notes}
    </AriaTimeField>
  );
}

function Segments() {
  return (
    <DateInput className="day-input">
      {(segment) => <DateSegment segment={segment} className="day-segment" />}
    </DateInput>
  );
}

function Month() {
  return (
    <Calendar className="month">
      <header className="month-head">
        <Button slot="previous" className="stepper">
          <Icon name="chevron-left" size={14} />
        </Button>
        <Heading className="month-name" />
        <Button slot="next" className="stepper">
          <Icon name="chevron-right" size={14} />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="short">
        {(date) => <CalendarCell date={date} className="month-day" />}
      </CalendarGrid>
    </Calendar>
  );
}

// Parts of a day are no inputs: what Enter does in a form by itself has to be done here.
function sendOnEnter({ key, target }: { key: string; target: EventTarget }): void {
  if (key !== 'Enter' || !(target instanceof Element) || target.role !== 'spinbutton') return;
  target.closest('form')?.requestSubmit();
}

function dayOf(value: string): DateValue | null {
  try {
    return value === '' ? null : parseDate(value);
  } catch {
    // A day that no month has, from an address or a file: the field is empty until one is chosen.
    return null;
  }
}

function hourOf(value: string): Time | null {
  try {
    return value === '' ? null : parseTime(value);
  } catch {
    // See dayOf.
    return null;
  }
}
