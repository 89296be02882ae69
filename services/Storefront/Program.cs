using Storefront;

Shop.Create(args).Run();
