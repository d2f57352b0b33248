import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

// CopyText copies a text for a mail or a chat, and says that it did.
export function CopyText(props: { text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState('');
  const isCopied = copied === props.text;
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(''), 4000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={async () => {
          await navigator.clipboard?.writeText(props.text);
          setCopied(props.text);
        }}
      >
        {isCopied ? t('changes.copied') : t('changes.copy')}
      </Button>
      <span className="ll-live" role="status">
        {isCopied ? t('changes.copied') : ''}
      </span>
    </>
  );
}
