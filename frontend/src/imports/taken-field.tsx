import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from '../day/days';
import { useFormat } from '../i18n/format';
import { localeOf } from '../i18n/i18n';

const useStyles = makeStyles({
  form: { display: 'flex', alignItems: 'flex-start', gap: '8px', margin: '4px 0 6px' },
  field: { width: '260px' },
});

// TakenField asks for the day on which a file was downloaded. onDone gets it,
// or '' when the person changed their mind.
export function TakenField(props: { value: string; onDone: (day: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const example = format.date(props.value);
  const [text, setText] = useState(example);
  const [wrong, setWrong] = useState(false);
  const submit = () => {
    const day = readDay(text, localeOf(format.language));
    if (day) props.onDone(day);
    else setWrong(true);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onDone('');
      }}
    >
      <Field
        className={styles.field}
        label={t('import.taken.field')}
        validationMessage={wrong ? t('day.notADay', { example }) : undefined}
      >
        <Input
          autoFocus
          size="small"
          value={text}
          onChange={(_, data) => {
            setText(data.value);
            setWrong(false);
          }}
        />
      </Field>
      <Button type="submit" size="small" style={{ marginTop: 26 }}>
        {t('import.taken.apply')}
      </Button>
    </form>
  );
}
