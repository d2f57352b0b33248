import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { localeOf } from '../i18n/i18n';
import { readDay } from './days';

// DayField takes a day as people write it, and gives it as 2006-01-02; '' when
// it was cleared. A browser's own field writes the day as the system would, which
// is not always how the rest of the window does.
export function DayField(props: { label: string; value: string; example: string; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, onChange } = props;
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const example = format.date(props.example);
  // What was typed stays as it is while it means the day that is set.
  const day = typed === undefined ? '' : readDay(typed, localeOf(format.language));
  const text = typed !== undefined && (day === value || day === '') ? typed : value ? format.date(value) : '';
  return (
    <Field
      label={props.label}
      validationMessage={wrong && day === '' ? t('day.notADay', { example }) : undefined}
      validationState={wrong && day === '' ? 'error' : 'none'}
    >
      <Input
        size="small"
        placeholder={example}
        value={text}
        onChange={(_, data) => {
          setTyped(data.value);
          setWrong(false);
          const next = readDay(data.value, localeOf(format.language));
          if (next || data.value === '') onChange(next);
        }}
        onBlur={() => {
          if (typed && day === '') setWrong(true);
          else setTyped(undefined);
        }}
      />
    </Field>
  );
}
