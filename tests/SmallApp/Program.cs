using SmallApp;

return args switch
{
    ["serve", ..] => await Service.RunAsync(args[1..]),
    ["host", ..] => await Host.RunAsync(args[1..]),
    ["exit", var code] => Exit(int.Parse(code)),
    _ => throw new ArgumentException("serve [MOOD…] | host | exit CODE"),
};

static int Exit(int code)
{
    Console.WriteLine("about to leave");
    Console.Error.WriteLine("something is wrong");
    return code;
}
