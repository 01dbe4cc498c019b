import { Link } from 'react-router';
import { useGet } from '../../api/queries';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, Empty, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { Notes, Working } from './floors_view';
import { financeWords as w } from './words';

/** For a citizen: the years that were released, as they were released. No sign-in. */
export default function PublicFundingPage() {
  const { say, language, setLanguage } = useSpeech();
  const funding = useGet('/api/public/funding');
  return (
    <div className="public">
      <header className="public-bar no-print">
        <Link className="brand-name" to="/public">
          {say(words.product)}
        </Link>
        <button
          type="button"
          className="link-button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {say(words.otherLanguage)}
        </button>
      </header>
      <main>
        <Page title={say(w.publicTitle)} wide>
          <Answered of={funding}>
            {(data) => (
              <>
                {data.years.length === 0 && <Empty title={say(w.publicNone)} />}
                {data.years.map((year) => (
                  <Section key={year.year} title={String(year.year)}>
                    <p className="quiet">{say(w.publicLead, { day: formatDay(year.released_on, language) })}</p>
                    <ul className="quiet">
                      {year.rulings.map((ruling) => {
                        const choice = ruling.choices.find((one) => one.value === ruling.value);
                        return (
                          <li key={ruling.name}>
                            {say(w.ruling, { title: say(ruling.title), choice: choice ? say(choice.title) : '' })}
                          </li>
                        );
                      })}
                    </ul>
                    {year.units.map((unit) => (
                      <article key={unit.name.zh} className="public-part">
                        <h3>{say(unit.name)}</h3>
                        {unit.tests.length === 0 ? (
                          <p className="quiet">{say(w.noReport)}</p>
                        ) : (
                          <>
                            <Working tests={unit.tests} of={unit.name} unit="wan" />
                            <Notes tests={unit.tests} unit="wan" />
                          </>
                        )}
                      </article>
                    ))}
                  </Section>
                ))}
              </>
            )}
          </Answered>
        </Page>
      </main>
    </div>
  );
}
