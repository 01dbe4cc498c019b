import { useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { admissionWords as w } from './words';

export default function AdmissionsPage() {
  const { say } = useSpeech();
  const list = useGet('/api/admissions');
  return (
    <Page title={say(w.title)} lead={say(w.lead)}>
      <Answered of={list}>
        {(data) =>
          data.admissions.length === 0 ? (
            <Empty title={say(w.none)}>{say(w.noneDetail)}</Empty>
          ) : (
            <ul className="card-list">
              {data.admissions.map((one) => (
                <li key={one.id} className="card">
                  <AppLink to={`/admissions/${one.id}`}>{say(one.title)}</AppLink>
                  <p className="quiet">{say(w.counts, { rounds: one.rounds, n: one.candidates })}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
}
