import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const longest = 120; // letters that a label may have

// LabelField is a reading's own words; they are kept on leaving the field or
// with Enter, and Escape takes them back.
export function LabelField(props: { label: string; onLabel: (label: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(props.label);
  const keep = () => {
    if (text.trim() !== props.label) props.onLabel(text.trim());
  };
  return (
    <Field label={t('history.label')} size="small">
      <Input
        size="small"
        value={text}
        maxLength={longest}
        placeholder={t('history.labelHint')}
        onChange={(_, data) => setText(data.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setText(props.label);
        }}
      />
    </Field>
  );
}
