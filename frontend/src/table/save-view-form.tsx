import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  form: { display: 'flex', alignItems: 'flex-end', gap: '8px' },
  field: { flexGrow: 1 },
});

// longestName is what the history file keeps of a name.
export const longestName = 80;

// SaveViewForm gives what is seen a name. A name that is taken replaces what it
// named, and says so before.
export function SaveViewForm(props: { names: string[]; onSave: (name: string) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const taken = props.names.includes(wanted);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wanted) return;
        props.onSave(wanted);
        setName('');
      }}
    >
      <Field className={styles.field} label={t('saved.name')} size="small">
        <Input value={name} maxLength={longestName} onChange={(_, data) => setName(data.value)} />
      </Field>
      <Button type="submit" size="small" appearance="primary" disabledFocusable={!wanted}>
        {taken ? t('saved.replace') : t('saved.save')}
      </Button>
    </form>
  );
}
