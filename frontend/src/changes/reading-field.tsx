import { Combobox, Field, makeStyles, Option } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../api/types';
import { indexOf, lookUp, placeOf, readDay } from '../day/days';
import { useFormat } from '../i18n/format';
import { localeOf } from '../i18n/i18n';
import { Freshness } from '../table/around';

const useStyles = makeStyles({
  field: { width: '270px' },
  fresh: { minHeight: '18px', whiteSpace: 'nowrap', marginTop: '2px', fontSize: '12px', color: 'var(--ll-quiet)' },
  list: { maxHeight: '320px' },
});

// A list of a thousand days helps nobody; older ones are found by typing.
const shownDays = 60;

// ReadingField chooses a reading: from the list, or by typing any day, which
// gives the last reading in it or before it.
export function ReadingField(props: {
  label: string;
  readings: Snapshot[];
  at: string;
  onChoose: (at: string) => void;
}) {
  const { readings, at, onChoose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const [open, setOpen] = useState(false);

  const texts = useMemo(() => {
    const perDay = new Map<string, number>();
    for (const { day } of readings) perDay.set(day, (perDay.get(day) ?? 0) + 1);
    return new Map(
      readings.map((reading) => {
        const day = format.day(reading.day);
        const text =
          (perDay.get(reading.day) ?? 0) > 1 ? t('changes.dayTime', { day, time: format.time(reading.at) }) : day;
        return [reading.id, reading.label ? `${text} · ${reading.label}` : text];
      }),
    );
  }, [readings, format, t]);
  const textOf = (reading: Snapshot | undefined) => (reading ? (texts.get(reading.id) ?? '') : '');
  const current = readings[indexOf(readings, at)];
  const example = format.date(current?.day ?? '');
  const options = useMemo(() => {
    const wanted = typed?.trim().toLowerCase() ?? '';
    const day = readDay(wanted, localeOf(format.language));
    if (day) return readings.slice(Math.max(0, lookUp(readings, day).index)).slice(0, 1);
    const fits = (reading: Snapshot) =>
      reading.day.includes(wanted) || (texts.get(reading.id) ?? '').toLowerCase().includes(wanted);
    return readings.filter(fits).slice(-shownDays).reverse();
  }, [readings, texts, typed, format.language]);

  const choose = (index: number) => {
    setTyped(undefined);
    setWrong(false);
    setOpen(false);
    onChoose(placeOf(readings, index));
  };
  // chooseTyped takes what was typed as a day; a day before the first reading is
  // the first one.
  const chooseTyped = () => {
    if (typed === undefined || typed.trim() === '') return setTyped(undefined);
    const day = readDay(typed, localeOf(format.language));
    if (!day) return setWrong(true);
    choose(Math.max(0, lookUp(readings, day).index));
  };

  return (
    <Field
      className={styles.field}
      label={props.label}
      validationMessage={wrong ? t('day.notADay', { example }) : undefined}
    >
      <Combobox
        freeform
        value={typed ?? textOf(current)}
        selectedOptions={current ? [String(current.id)] : []}
        listbox={{ className: styles.list }}
        positioning="below-start"
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        onInput={(event) => {
          setTyped((event.target as HTMLInputElement).value);
          setWrong(false);
          setOpen(true);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={chooseTyped}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && readDay(typed ?? '', localeOf(format.language))) chooseTyped();
        }}
        onOptionSelect={(_, data) => {
          const index = readings.findIndex((reading) => String(reading.id) === data.optionValue);
          if (index >= 0) choose(index); // none when the field was cleared
        }}
      >
        {options.map((reading) => (
          <Option key={reading.id} value={String(reading.id)}>
            {textOf(reading)}
          </Option>
        ))}
      </Combobox>
      <span className={styles.fresh}>{current && !wrong ? <Freshness readings={current.coverage} /> : null}</span>
    </Field>
  );
}
