using Academy.Bench;

// dotnet run -c Release --project bench/Academy.Bench -- <what> [options]
// One line for each measurement; each lives in a file of its name.
return args switch
{
    ["certificates", .. var options] => Certificates.Run(options),
    ["compile", .. var options] => Compile.Run(options),
    ["regrade", .. var options] => await Regrade.RunAsync(options),
    ["rosters", .. var options] => await Rosters.RunAsync(options),
    ["studio", .. var options] => await Studio.RunAsync(options),
    ["load", .. var options] => await Load.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("What to measure? certificates [count | --benchmark], compile [lessons], regrade [attempts], rosters [people], studio [learners], load [--seconds 300] [--learners 2000] [--steady | --brief] [--pool 100] [--from 500] [--to 4000] [--step 250]");
    return 1;
}
