// Before anything is painted, so that neither language nor mode flickers.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem('zonepulse.' + name);
    } catch {
      return null; // storage can be forbidden
    }
  };
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const language = asked.get('lang') || kept('language') || (navigator.language.startsWith('zh') ? 'zh' : 'en');
  root.lang = language === 'zh' ? 'zh-Hans' : 'en';
  const mode = asked.get('mode') || kept('mode') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.dataset.mode = mode === 'dark' ? 'dark' : 'light';
})();
