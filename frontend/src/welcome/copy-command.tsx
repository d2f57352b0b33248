import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  command: {
    display: 'flex',
    alignItems: 'center',
    marginTop: '6px',
    gap: '8px',
    padding: '4px 4px 4px 12px',
    width: 'fit-content',
    maxWidth: '100%',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    '& code': {
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: '12px',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      userSelect: 'all',
    },
  },
  button: { flexShrink: 0 },
});

// CopyCommand shows a command of the console with a button that copies it.
export function CopyCommand(props: { command: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(props.command);
    setCopied(true);
  };
  return (
    <div className={styles.command}>
      <code title={props.command}>{props.command}</code>
      <Button
        size="small"
        appearance="subtle"
        className={styles.button}
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={copy}
      >
        {copied ? t('welcome.connect.copied') : t('welcome.connect.copy')}
      </Button>
    </div>
  );
}
