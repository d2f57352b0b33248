import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { type AppError, toAppError } from '../api/errors';
import { useFormat } from '../i18n/format';

const useStyles = makeStyles({
  content: { display: 'grid', gap: '12px', lineHeight: '20px' },
  text: { margin: 0 },
  strong: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  button: { whiteSpace: 'nowrap' },
  failed: { margin: 0, color: tokens.colorPaletteRedForeground1 },
});

// ForgetDialog says what forgetting does and asks for the name, since nothing
// brings it back.
export function ForgetDialog(props: { personKey: string; called: string; onClose: () => void; onStarted: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [deleteBackups, setDeleteBackups] = useState(false);
  const [failed, setFailed] = useState<AppError>();
  const { called } = props;
  const isSure = format.compare(typed.trim(), called.trim()) === 0;
  const forget = async () => {
    if (!isSure) return;
    try {
      await backend.startForget(props.personKey, deleteBackups);
      props.onStarted();
    } catch (thrown) {
      setFailed(toAppError(thrown));
    }
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface
        style={{ maxWidth: 480 }}
        aria-describedby={undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault(); // the person stays
          event.stopPropagation();
          props.onClose();
        }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void forget();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('person.forget.title', { name: called })}</DialogTitle>
            <DialogContent className={styles.content}>
              <p className={styles.text}>{t('person.forget.what')}</p>
              <p className={styles.text}>{t('person.forget.stays')}</p>
              <p className={styles.text}>{t('person.forget.elsewhere')}</p>
              <p className={styles.strong}>{t('person.forget.noUndo')}</p>
              <Checkbox
                label={t('person.forget.backups')}
                checked={deleteBackups}
                onChange={(_, data) => setDeleteBackups(data.checked === true)}
              />
              <Field label={t('person.forget.type', { name: called })}>
                <Input
                  value={typed}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(_, data) => setTyped(data.value)}
                />
              </Field>
              {failed ? (
                <p role="alert" className={styles.failed}>
                  {failed.code === 'internal' ? failed.message : t(`error.${failed.code}.text`)}
                </p>
              ) : null}
            </DialogContent>
            <DialogActions>
              <Button onClick={props.onClose}>{t('person.forget.cancel')}</Button>
              <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={!isSure}>
                {t('person.forget.do')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
