import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { shortcuts } from '../app/shortcuts';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: '1fr auto', gap: '10px 24px', margin: 0, alignItems: 'center' },
  keys: { margin: 0, display: 'flex', gap: '4px', justifyContent: 'flex-end' },
  key: {
    padding: '1px 8px',
    fontFamily: 'inherit',
    fontSize: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid var(--ll-line)',
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

// Shortcuts lists every key that does something.
export function Shortcuts(props: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Dialog open={props.open} onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface style={{ maxWidth: 500 }} aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{t('shortcuts.title')}</DialogTitle>
          <DialogContent>
            <dl className={styles.list}>
              {shortcuts.map(({ name, keys }) => (
                <div key={name} style={{ display: 'contents' }}>
                  <dt>{t(`shortcuts.names.${name}`)}</dt>
                  <dd className={styles.keys}>
                    {keys.map((key) => (
                      <kbd key={key} className={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={props.onClose}>
              {t('shortcuts.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
