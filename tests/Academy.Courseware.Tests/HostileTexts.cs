namespace Academy.Tests;

/// <summary>Texts that want to be more than text: markup, links and attributes by which others were caught. Every reader of authors' texts is held against all.</summary>
internal static class HostileTexts
{
    public static string[] All { get; } =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>",
        "<details open ontoggle=alert(1)>", "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>", "<object data=javascript:alert(1)>",
        "<embed src=javascript:alert(1)>", "<form action=javascript:alert(1)><button>x</button></form>", "<input onfocus=alert(1) autofocus>",
        "<marquee onstart=alert(1)>x</marquee>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<style>@import 'javascript:alert(1)'</style>",
        "<link rel=stylesheet href=javascript:alert(1)>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href=javascript:alert(1)//>",
        "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo '<script>alert(1)</script>' ?>", "<template><script>alert(1)</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<textarea></textarea><script>alert(1)</script>", "<title></title><script>alert(1)</script>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](java&#x09;script:alert(1))", "[x](&#106;avascript:alert(1))", "[x](\u0001javascript:alert(1))",
        "[x](<javascript:alert(1)>)", "[x]( javascript:alert(1))", "[x](vbscript:msgbox(1))", "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[x](data:text/html,<script>alert(1)</script>)",
        "[x](file:///etc/passwd)", "[x](blob:https://example.kz/1)", "[x](view-source:https://example.kz)", "[x](javascript&colon;alert(1))", "[x](javas\\cript:alert(1))", "[x](%6Aavascript:alert(1))",
        "[x][r]\n\n[r]: javascript:alert(1)", "[x][r]\n\n[r]: https://example.kz \"\\\" onmouseover=alert(1) x=\\\"\"", "<javascript:alert(1)>", "<data:text/html,x>",
        "![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg onload=alert(1)>)", "![\" onerror=alert(1) x=\"](media/none.png)", "![x\" onload=\"alert(1)](https://example.kz/x.png)",
        "[x](https://example.kz/\"onmouseover=alert(1))", "[x](https://example.kz/'onmouseover='alert(1))", "[x](https://example.kz \"a\\\" onmouseover=alert(1) b=\\\"\")", "[x](mailto:a@example.kz\"onclick=alert(1))",
        "[x](law:act#\"onclick=alert(1))", "[x](law:\"><script>alert(1)</script>)", "[x](lesson:m/\"><script>alert(1)</script>)", "[x](lesson:../../office)", "[x](media/../../secret)",
        "# {onclick=alert(1)}", "## x {#a onclick=alert(1)}", "## x {#\"><script>alert(1)</script>}", "слово {onclick=alert(1)}", "[x](https://example.kz){onclick=alert(1)}", "{=\"><img src=x onerror=alert(1)>}",
        "```\"><script>alert(1)</script>\nx\n```", "```html {onclick=alert(1)}\n<script>alert(1)</script>\n```", "    <script>alert(1)</script>", "`<script>alert(1)</script>`",
        "::: note \"><script>alert(1)</script>\nx\n:::", "::: law <img src=x onerror=alert(1)>\nx\n:::", "::: \"><script>alert(1)</script>\nx\n:::", "::: note {onclick=alert(1)}\nx\n:::",
        "| <script>alert(1)</script> | \" onclick=alert(1) x=\" |\n| --- | --- |\n| a | b |", "| a | b\" onclick=\"alert(1) |\n| --- | --- |\n| a | <img src=x onerror=alert(1)> |",
        "слово[^1]\n\n[^1]: <script>alert(1)</script>", "слово[^\"><script>]\n\n[^\"><script>]: x", "*[АБВ]: \"><script>alert(1)</script>\n\nАБВ", "<script>\n: <img src=x onerror=alert(1)>",
        "- ( ) <img src=x onerror=alert(1)>\n- (x) x", "= <script>alert(1)</script>", "> <script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\\<script>alert(1)\\</script>",
        "<scr\0ipt>alert(1)</scr\0ipt>", "\u2028<script>alert(1)</script>", "аким<script>alert(1)</script>",
    ];
}
