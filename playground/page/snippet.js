// In the snippet of the Connect console, these lines load Amazon's script. Here they load what stands for it.
(function (w, d, x, id) {
  const s = d.createElement('script');
  s.src = '/stand-in.js';
  s.id = id;
  d.head.appendChild(s);
  w[x] =
    w[x] ||
    function () {
      (w[x].ac = w[x].ac || []).push(arguments);
    };
})(window, document, 'amazon_connect', 'widget-id');
amazon_connect('styles', {
  openChat: { color: '#ffffff', backgroundColor: '#123456' },
  closeChat: { color: '#ffffff', backgroundColor: '#123456' },
});
amazon_connect('snippetId', 'made up, as no instance is here');
amazon_connect('supportedMessagingContentTypes', ['text/plain', 'text/markdown']);

// Amazon's own callback, unchanged.
amazon_connect('authenticate', function (callback) {
  window.fetch('/token').then((res) => {
    res.json().then((data) => {
      callback(data.data);
    });
  });
});
