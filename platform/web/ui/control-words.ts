import { currentLanguage, formatNumber, texts, translate } from '../i18n/index.ts';

/** What the controls say to screen readers by themselves; React Aria knows no Indonesian and would speak English. */
const words = texts('controls', {
  id: {
    suggestions: 'Pilihan',
    showSuggestions: 'Tampilkan pilihan',
    options: '{{count}} pilihan tersedia.',
    group: 'Kelompok {{title}}, {{count}} pilihan. {{option}}',
    chosen: '{{option}}, dipilih',
    dismiss: 'Tutup',
    decrease: 'Kurangi {{field}}',
    increase: 'Tambah {{field}}',
    numberField: 'Isian angka',
    clearSearch: 'Hapus kata pencarian',
    close: 'Tutup',
    notices: '{{count}} pemberitahuan.',
    longPress: 'Tekan lama, atau tekan Alt dan panah bawah, untuk membuka menu',
    empty: 'Kosong',
    choose: 'Pilih satu',
    calendar: 'Kalender',
    'part.era': 'era',
    'part.year': 'tahun',
    'part.month': 'bulan',
    'part.day': 'hari',
    'part.weekday': 'nama hari',
    'part.hour': 'jam',
    'part.minute': 'menit',
    'part.second': 'detik',
    'part.dayPeriod': 'pagi atau sore',
    'part.timeZoneName': 'zona waktu',
    chosenDate: 'Tanggal yang dipilih: {{date}}',
    chosenTime: 'Waktu yang dipilih: {{time}}',
    previousMonth: 'Sebelumnya',
    nextMonth: 'Berikutnya',
    today: 'Hari ini, {{date}}',
    todayChosen: 'Hari ini, {{date}}, dipilih',
    dateChosen: '{{date}}, dipilih',
    firstDate: 'Tanggal pertama yang dapat dipilih',
    lastDate: 'Tanggal terakhir yang dapat dipilih',
  },
  en: {
    suggestions: 'Choices',
    showSuggestions: 'Show the choices',
    options: '{{count}} choices available.',
    options_one: 'One choice available.',
    group: 'Group {{title}}, choices: {{count}}. {{option}}',
    chosen: '{{option}}, chosen',
    dismiss: 'Close',
    decrease: 'Decrease {{field}}',
    increase: 'Increase {{field}}',
    numberField: 'Number field',
    clearSearch: 'Clear the search',
    close: 'Close',
    notices: '{{count}} notices.',
    notices_one: 'One notice.',
    longPress: 'Press long, or press Alt and arrow down, to open the menu',
    empty: 'Empty',
    choose: 'Choose one',
    calendar: 'Calendar',
    'part.era': 'era',
    'part.year': 'year',
    'part.month': 'month',
    'part.day': 'day',
    'part.weekday': 'day of the week',
    'part.hour': 'hour',
    'part.minute': 'minute',
    'part.second': 'second',
    'part.dayPeriod': 'am or pm',
    'part.timeZoneName': 'time zone',
    chosenDate: 'Chosen date: {{date}}',
    chosenTime: 'Chosen time: {{time}}',
    previousMonth: 'Previous',
    nextMonth: 'Next',
    today: 'Today, {{date}}',
    todayChosen: 'Today, {{date}}, chosen',
    dateChosen: '{{date}}, chosen',
    firstDate: 'First date that can be chosen',
    lastDate: 'Last date that can be chosen',
  },
});

type Said = (given: Readonly<Record<string, unknown>>) => string;
type Key = keyof typeof words.id;

const plain =
  (key: Key): Said =>
  () =>
    translate(words, key);
const about =
  (key: Key, filling: string, from: string): Said =>
  (given) =>
    translate(words, key, { [filling]: String(given[from] ?? '') });
const counted =
  (key: Key, from: string): Said =>
  (given) =>
    translate(words, key, { count: Number(given[from]) });

const focused: Said = (given) => {
  const text = String(given.optionText);
  const option = given.isSelected ? translate(words, 'chosen', { option: text }) : text;
  if (!given.isGroupChange) return option;
  const count = formatNumber(Number(given.groupCount), currentLanguage());
  return translate(words, 'group', { title: String(given.groupTitle ?? ''), count, option });
};

// By the packages of React Aria whose controls this kit uses; one that is missing here says so when it is drawn.
const strings: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  '@react-aria/combobox': {
    focusAnnouncement: focused,
    countAnnouncement: counted('options', 'optionCount'),
    selectedAnnouncement: about('chosen', 'option', 'optionText'),
    buttonLabel: plain('showSuggestions'),
    listboxLabel: plain('suggestions'),
  },
  '@react-aria/overlays': { dismiss: plain('dismiss') },
  '@react-aria/numberfield': {
    decrease: about('decrease', 'field', 'fieldLabel'),
    increase: about('increase', 'field', 'fieldLabel'),
    numberField: plain('numberField'),
  },
  '@react-aria/searchfield': { 'Clear search': plain('clearSearch') },
  '@react-aria/toast': { close: plain('close'), notifications: counted('notices', 'count') },
  '@react-aria/menu': { longPressMessage: plain('longPress') },
  '@react-aria/spinbutton': { Empty: plain('empty') },
  '@react-aria/datepicker': {
    era: plain('part.era'),
    year: plain('part.year'),
    month: plain('part.month'),
    day: plain('part.day'),
    weekday: plain('part.weekday'),
    hour: plain('part.hour'),
    minute: plain('part.minute'),
    second: plain('part.second'),
    dayPeriod: plain('part.dayPeriod'),
    timeZoneName: plain('part.timeZoneName'),
    calendar: plain('calendar'),
    selectedDateDescription: about('chosenDate', 'date', 'date'),
    selectedTimeDescription: about('chosenTime', 'time', 'time'),
  },
  '@react-aria/calendar': {
    previous: plain('previousMonth'),
    next: plain('nextMonth'),
    selectedDateDescription: about('chosenDate', 'date', 'date'),
    todayDate: about('today', 'date', 'date'),
    todayDateSelected: about('todayChosen', 'date', 'date'),
    dateSelected: about('dateChosen', 'date', 'date'),
    minimumDate: plain('firstDate'),
    maximumDate: plain('lastDate'),
  },
  'react-aria-components': { selectPlaceholder: plain('choose') },
};

/**
 * Gives the controls their words through the place that React Aria reads before its own lists. The words are functions,
 * so that they follow when the language changes. Must run before the first control is drawn.
 */
export function teachControls(): void {
  Object.assign(globalThis, {
    [Symbol.for('react-aria.i18n.locale')]: 'id-ID',
    [Symbol.for('react-aria.i18n.strings')]: strings,
  });
}
