import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { localeOf } from '../i18n/i18n';
import { readDay } from './days';

// GoToDay asks for a day. Any day can be given; the strip then shows the last
// reading that speaks for it.
export function GoToDay(props: {
  open: boolean;
  suggestion: string;
  onClose: () => void;
  onGo: (day: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const example = format.date(props.suggestion);
  const close = () => {
    setText('');
    setWrong(false);
    props.onClose();
  };
  const submit = () => {
    const day = readDay(text || example, localeOf(format.language));
    if (!day) {
      setWrong(true);
      return;
    }
    props.onGo(day);
    close();
  };
  return (
    <Dialog open={props.open} onOpenChange={(_, data) => (data.open ? undefined : close())}>
      <DialogSurface style={{ maxWidth: 380 }} aria-describedby={undefined}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('day.goTo')}</DialogTitle>
            <DialogContent>
              <Field
                label={t('day.field')}
                validationMessage={wrong ? t('day.notADay', { example }) : undefined}
                hint={wrong ? undefined : t('day.fieldHint', { example })}
              >
                <Input
                  autoFocus
                  value={text}
                  onChange={(_, data) => {
                    setText(data.value);
                    setWrong(false);
                  }}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={close}>{t('job.cancel')}</Button>
              <Button type="submit" appearance="primary">
                {t('day.go')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
