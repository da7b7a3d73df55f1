namespace Academy.Courseware;

/// <summary>Every rule, in one table. CW1xx: files, packages and YAML. CW2xx: course.yml and its items. CW3xx: lessons. CW4xx: questions, tasks, worksheets. CW5xx: across files and languages.</summary>
public static class Rules
{
}
