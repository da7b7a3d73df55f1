using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Academy.Web.Tests;

/// <summary>A person at a page, without script: opens it, fills the form it really rendered, presses its button. So a broken page cannot pass.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpMessageHandler _way;
    private readonly HttpClient _client;
    private readonly CookieContainer _cookies;
    private Uri _address = new("http://localhost/");

    /// <param name="handler">The way to the site.</param>
    /// <param name="language">Put before addresses that name none.</param>
    public Browser(HttpMessageHandler handler, string language) : this(handler, language, new CookieContainer()) { }

    private Browser(HttpMessageHandler handler, string language, CookieContainer cookies)
    {
        (_way, Language, _cookies) = (handler, language, cookies);
        _client = new HttpClient(new CookieHandler(handler, cookies), disposeHandler: false) { BaseAddress = _address };
    }

    /// <summary>Another tab of the same browser: the same cookies, its own page.</summary>
    public Browser SamePerson() => new(_way, Language, _cookies);

    public string Language { get; set; }
    public HttpStatusCode Status { get; private set; }
    public HttpResponseMessage Response { get; private set; } = null!;

    /// <summary>The bytes of the last answer.</summary>
    public byte[] Bytes { get; private set; } = [];

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>Where the last answer came from, redirects followed.</summary>
    public string Path => _address.PathAndQuery;

    /// <summary>What a person reads in the page's main part, white space folded.</summary>
    public string Text => Fold((Page.QuerySelector("main") ?? Page.DocumentElement).TextContent);

    /// <param name="path">Under the language, unless it begins with one, or with <c>~</c> for an address that has none.</param>
    public Task<Browser> OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, Resolve(path)));

    /// <summary>Follows the link that says <paramref name="text"/>.</summary>
    public Task<Browser> FollowAsync(string text)
    {
        var link = Page.QuerySelectorAll<IHtmlAnchorElement>("a[href]").FirstOrDefault(a => Fold(a.TextContent).Contains(text, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no link '{text}' on {Path}: {Text}");
        return SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_address, link.GetAttribute("href"))));
    }

    /// <summary>Presses a button: by its <c>id</c>, its <c>name</c>'s value, or the words on it.</summary>
    /// <param name="fields">What the person types or chooses first; a field that the form does not have is an error.</param>
    public Task<Browser> PressAsync(string button, params (string Name, string Value)[] fields)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("button").FirstOrDefault(b => b.Id == button || b.Value == button || Fold(b.TextContent) == button)
            ?? throw new InvalidOperationException($"There is no button '{button}' on {Path}: {Text}");
        var form = pressed.Form ?? throw new InvalidOperationException($"The button '{button}' belongs to no form.");
        foreach (var (name, _) in fields)
            if (!form.Elements.Any(element => element.GetAttribute("name") == name))
                throw new InvalidOperationException($"The form of '{button}' on {Path} has no field '{name}'.");

        var typed = fields.Select(field => field.Name).ToHashSet();
        var values = form.Elements.Where(element => !typed.Contains(element.GetAttribute("name") ?? "")).SelectMany(ValueOf)
            .Concat(fields.Where(field => field.Value.Length > 0 || !IsMark(form, field.Name)).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (pressed.GetAttribute("name") is { Length: > 0 } own) values = values.Append(KeyValuePair.Create(own, pressed.Value));

        var action = new Uri(_address, pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "");
        return string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)
            ? SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) })
            : SendAsync(new HttpRequestMessage(HttpMethod.Get, new UriBuilder(action) { Query = new FormUrlEncodedContent(values).ReadAsStringAsync().Result }.Uri));
    }

    /// <summary>Hands a file in by the page's file field and its form's button.</summary>
    public Task<Browser> UploadAsync(string button, string field, string fileName, byte[] bytes)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("button").First(b => b.Id == button);
        var form = pressed.Form!;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Elements.Where(element => element.GetAttribute("name") != field).SelectMany(ValueOf))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(bytes), field, fileName);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_address, pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "")) { Content = content });
    }

    /// <summary>Any request with this person's cookies. What a page's script sends to the API leaves the page where it is.</summary>
    public async Task<Browser> SendAsync(HttpRequestMessage request)
    {
        var isOfScript = request.RequestUri!.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal);
        Response = await _client.SendAsync(request);
        Status = Response.StatusCode;
        Bytes = await Response.Content.ReadAsByteArrayAsync();
        if (isOfScript) return this;

        _address = Response.RequestMessage!.RequestUri!;
        var isPage = Response.Content.Headers.ContentType?.MediaType == "text/html";
        Page = new HtmlParser().ParseDocument(isPage ? System.Text.Encoding.UTF8.GetString(Bytes) : "");
        return this;
    }

    public Uri Resolve(string path)
    {
        if (path.StartsWith('~')) return new Uri(_address, path[1..]);
        var named = path.Length >= 3 && Courseware.Languages.All.Contains(path[1..3]) && (path.Length == 3 || path[3] == '/');
        return new Uri(_address, named || path.StartsWith("/api", StringComparison.Ordinal) ? path : $"/{Language}{path}");
    }

    public void Dispose() => _client.Dispose();

    private static bool IsMark(IHtmlFormElement form, string name) =>
        form.Elements.Any(element => element.GetAttribute("name") == name && element is IHtmlInputElement { Type: "checkbox" or "radio" });

    private static IEnumerable<KeyValuePair<string, string>> ValueOf(IHtmlElement element)
    {
        var name = element.GetAttribute("name");
        if (string.IsNullOrEmpty(name) || element.HasAttribute("disabled")) return [];
        return element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio" } mark => mark.IsChecked ? [KeyValuePair.Create(name, mark.Value)] : [],
            IHtmlInputElement { Type: "file" or "submit" } => [],
            IHtmlInputElement input => [KeyValuePair.Create(name, input.Value)],
            IHtmlTextAreaElement area => [KeyValuePair.Create(name, area.Value)],
            IHtmlSelectElement select => [KeyValuePair.Create(name, select.Value ?? "")],
            _ => [],
        };
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // The test server has no cookie jar and follows no redirects: a browser does both.
    private sealed class CookieHandler(HttpMessageHandler inner, CookieContainer cookies) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var hops = 0; ; hops++)
            {
                var header = cookies.GetCookieHeader(request.RequestUri!);
                if (header.Length > 0) request.Headers.Add("Cookie", header);
                var response = await base.SendAsync(request, cancellationToken);
                response.RequestMessage = request;
                if (response.Headers.TryGetValues("Set-Cookie", out var set))
                    foreach (var cookie in set) cookies.SetCookies(request.RequestUri!, cookie);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307) || response.Headers.Location is not { } to || hops == 10) return response;
                request = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, to));
            }
        }
    }
}
