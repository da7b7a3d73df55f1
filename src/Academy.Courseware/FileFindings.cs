namespace Academy.Courseware;

/// <summary>Adds the diagnostics of one file to those of the whole reading, and says so when it stops at the limit.</summary>
internal sealed class FileFindings(string file, ICollection<Diagnostic> all)
{
    private int _count;

    public void Add(Diagnostic diagnostic)
    {
        if (_count > Limits.DiagnosticsOfFile || all.Count > Limits.Diagnostics) return;

        _count++;
        all.Add(_count <= Limits.DiagnosticsOfFile && all.Count < Limits.Diagnostics ? diagnostic : Rules.TooManyDiagnostics.At(file, 0, 0));
    }
}
