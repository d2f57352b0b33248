import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../api/clipboard';
import { useActions } from '../jobs/use-actions';

// CopySmall copies one thing, such as a link for a colleague, and says that it did.
export function CopySmall(props: { text: string; label: string }) {
  const { t } = useTranslation();
  const { attempt } = useActions();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    attempt(async () => {
      await copyText(props.text);
      setCopied(true);
    });
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={() => void copy()}
      >
        {copied ? t('connect.fix.copied') : props.label}
      </Button>
      <span className="ll-live" role="status">
        {copied ? t('connect.fix.copied') : ''}
      </span>
    </>
  );
}
