import { makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilePreview } from '../api/types';
import { useFormat } from '../i18n/format';
import { MappingForm } from './mapping-form';
import type { Answers, DateOrder, Question } from './preview';

const useStyles = makeStyles({
  question: {
    marginTop: '8px',
    padding: '10px 14px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  title: { margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold },
  text: { margin: '2px 0 0' },
});

interface Asking {
  file: FilePreview;
  question: Question;
  answers: Answers;
  onAnswer: (answers: Partial<Answers>) => void;
}

// Asked is a question with what answers it.
function Asked(props: { title: string; text: string; children: (titleId: string) => ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.question} aria-labelledby={id}>
      <h4 id={id} className={styles.title}>
        {props.title}
      </h4>
      <p className={styles.text}>{props.text}</p>
      {props.children(id)}
    </section>
  );
}

function Choice<T extends string>(props: {
  titleId: string;
  value: T | '';
  options: { value: T; label: string }[];
  onChoose: (value: T) => void;
  across?: boolean;
}) {
  return (
    <RadioGroup
      aria-labelledby={props.titleId}
      layout={props.across ? 'horizontal' : 'vertical'}
      value={props.value}
      onChange={(_, data) => props.onChoose(data.value as T)}
    >
      {props.options.map(({ value, label }) => (
        <Radio key={value} value={value} label={label} />
      ))}
    </RadioGroup>
  );
}

function AskDates({ file, answers, onAnswer }: Asking) {
  const { t } = useTranslation();
  const format = useFormat();
  const example = file.date_example;
  const say = (order: DateOrder) => {
    const day = example?.[order];
    return day ? t(`import.ask.order.${order}`, { day: format.day(day) }) : t(`import.ask.orderPlain.${order}`);
  };
  return (
    <Asked
      title={t('import.ask.dates.title')}
      text={example ? t('import.ask.dates.text', { text: example.text }) : t('import.ask.dates.textPlain')}
    >
      {(titleId) => (
        <Choice<DateOrder>
          across
          titleId={titleId}
          value={answers.dateOrder}
          options={(['day_first', 'month_first'] as const).map((value) => ({ value, label: say(value) }))}
          onChoose={(dateOrder) => onAnswer({ dateOrder })}
        />
      )}
    </Asked>
  );
}

function OneQuestion(props: Asking) {
  const { file, question, answers, onAnswer } = props;
  const { t } = useTranslation();
  switch (question.about) {
    case 'date_order':
      return <AskDates {...props} />;
    case 'extent':
      return (
        <Asked
          title={t('import.ask.extent.title')}
          text={t('import.ask.extent.text', { rows: question.rows, neighbour: question.neighbour })}
        >
          {(titleId) => (
            <Choice<'whole' | 'part'>
              titleId={titleId}
              value={answers.part}
              options={[
                { value: 'whole', label: t('import.ask.extent.whole') },
                { value: 'part', label: t('import.ask.extent.part') },
              ]}
              onChoose={(part) => onAnswer({ part })}
            />
          )}
        </Asked>
      );
    case 'tenant': {
      const { strange, addresses, beside } = question;
      return (
        <Asked
          title={t('import.ask.tenant.title')}
          text={
            beside
              ? t('import.ask.tenant.beside', { strange, addresses, file: beside })
              : t('import.ask.tenant.text', { strange, addresses })
          }
        >
          {(titleId) => (
            <Choice<'same'>
              titleId={titleId}
              value={answers.sameTenant ? 'same' : ''}
              options={[{ value: 'same', label: t('import.ask.tenant.same') }]}
              onChoose={() => onAnswer({ sameTenant: true })}
            />
          )}
        </Asked>
      );
    }
    case 'layout':
      return (
        <Asked title={t('import.ask.layout.title')} text={t('import.ask.layout.text')}>
          {(titleId) => (
            <Choice<string>
              titleId={titleId}
              value={answers.layout}
              options={[{ value: 'file.deletedUsersExport', label: t('import.ask.layout.deleted') }]}
              onChoose={(layout) => onAnswer({ layout })}
            />
          )}
        </Asked>
      );
    case 'encoding':
      return (
        <Asked title={t('import.ask.encoding.title')} text={t('import.ask.encoding.text')}>
          {(titleId) => (
            <Choice<string>
              titleId={titleId}
              value={answers.encoding}
              options={[{ value: 'Windows-1252', label: t('import.ask.encoding.windows') }]}
              onChoose={(encoding) => onAnswer({ encoding })}
            />
          )}
        </Asked>
      );
    case 'columns':
      return (
        <Asked title={t('import.ask.columns.title')} text={t('import.ask.columns.text')}>
          {() => <MappingForm file={file} answers={answers} onApply={onAnswer} />}
        </Asked>
      );
  }
}

// Questions asks what a file leaves open, or left open before it was answered:
// an answer stays in sight, so that it can be changed.
export function Questions(props: {
  file: FilePreview;
  questions: Question[];
  answers: Answers;
  onAnswer: (answers: Partial<Answers>) => void;
}) {
  const { questions, ...others } = props;
  return questions.map((question) => <OneQuestion key={question.about} question={question} {...others} />);
}
