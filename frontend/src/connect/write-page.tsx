import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { backend } from '../api/backend';
import type { AccessSet, Connection, Written } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Written as WrittenLine } from '../jobs/written';

// What is asked for unless somebody says otherwise.
export const usualSets: AccessSet[] = ['people', 'list', 'sign_ins'];

// WritePage is a button that writes a page to send to others, and where it then
// lies.
export function WritePage(props: {
  kind: 'request' | 'privacy';
  label: string;
  connection: Connection;
  sets?: AccessSet[];
  primary?: boolean;
  onWritten?: () => void;
}) {
  const { language } = useFormat();
  const { attempt } = useActions();
  const [written, setWritten] = useState<Written>();
  const write = () =>
    attempt(async () => {
      const { kind, connection, sets = usualSets } = props;
      setWritten(await backend.writeRequest({ kind, language, connection, sets }));
      props.onWritten?.();
    });
  return (
    <>
      <Button {...(props.primary ? { appearance: 'primary' as const } : {})} onClick={() => void write()}>
        {props.label}
      </Button>
      <WrittenLine file={written} />
    </>
  );
}
