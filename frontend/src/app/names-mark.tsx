import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../settings/use-settings';

const useStyles = makeStyles({
  mark: {
    color: 'var(--ll-past-ink)',
    backgroundColor: 'var(--ll-past)',
    border: '1px solid var(--ll-past-line)',
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { color: 'var(--ll-past-ink)', backgroundColor: 'var(--ll-past-line)' },
  },
});

// NamesMark says, while names are hidden, that they are; a click shows them.
export function NamesMark() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { settings, save } = useSettings();
  if (!settings.hideNames) return null;
  return (
    <Tooltip content={t('names.show')} relationship="description">
      <Button
        size="small"
        className={styles.mark}
        icon={<EyeOffRegular />}
        onClick={() => void save({ hideNames: false })}
      >
        {t('names.hidden')}
      </Button>
    </Tooltip>
  );
}
