using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Academy.Storage;

namespace Academy.Web;

/// <summary>The person of this request, read from the sealed cookie: no page asks the database who is asking.</summary>
public sealed class CurrentAccount(IHttpContextAccessor context)
{
    public const string NameClaim = "full_name";

    private ClaimsPrincipal? Principal => context.HttpContext?.User;

    public bool IsSignedIn => Principal?.Identity?.IsAuthenticated == true;

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page's folder should have asked for it.</exception>
    public Guid Id => IdOrNull ?? throw new InvalidOperationException("Nobody is signed in.");

    public Guid? IdOrNull => Guid.TryParse(Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>Tells a browser whose unsent answers are whose, without telling it who anybody is.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"browser of {Id:N}")))[..24];

    public string FullName => Principal?.FindFirstValue(NameClaim) ?? "";

    /// <summary>The first letters of surname and given name.</summary>
    public string Initials => string.Concat(FullName.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => part[..1]));

    public bool IsAdmin => Is(Roles.Admin);
    public bool IsInstructor => Is(Roles.Instructor) || Is(Roles.Admin);
    public bool IsStaff => Is(Roles.Staff) || Is(Roles.Admin);

    private bool Is(string role) => Principal?.IsInRole(role) == true;
}
