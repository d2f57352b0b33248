import { makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { useId } from 'react';
import { useConnectStyles } from './use-styles';

const useStyles = makeStyles({
  group: { margin: '0 0 0 -8px' },
  text: { display: 'block', fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)' },
});

export interface Option {
  value: string;
  title: string;
  text?: string;
}

// Choice is a question with few answers, each with what it means.
export function Choice(props: { title: string; value: string; options: Option[]; onChoose: (value: string) => void }) {
  const styles = { ...useConnectStyles(), ...useStyles() };
  const id = useId();
  return (
    <div>
      <h2 className={styles.heading} id={id}>
        {props.title}
      </h2>
      <RadioGroup
        className={styles.group}
        aria-labelledby={id}
        value={props.value}
        onChange={(_, data) => props.onChoose(data.value)}
      >
        {props.options.map(({ value, title, text }) => (
          <Radio
            key={value}
            value={value}
            label={
              <>
                {title}
                {text ? <span className={styles.text}>{text}</span> : null}
              </>
            }
          />
        ))}
      </RadioGroup>
    </div>
  );
}
