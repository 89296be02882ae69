using SmallApp;

switch (args)
{
    case ["serve", ..]:
        await Service.RunAsync(args[1..]);
        break;
    case ["host", ..]:
        await Host.RunAsync(args[1..]);
        break;
    case ["exit", var code]:
        Console.WriteLine("about to leave");
        Console.Error.WriteLine("something is wrong");
        Environment.ExitCode = int.Parse(code);
        break;
    default:
        throw new ArgumentException("serve [MOOD…] | host [MOOD…] | exit CODE");
}
